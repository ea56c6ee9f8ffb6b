import type { WaitedPipelineRow } from '../../domain/record/report-row.ts';
import { pipelinePicture } from '../pictures/pipeline-picture.ts';
import { londonDay } from '../words/london-day.ts';
import type { Dataset } from './dataset.ts';

/** Which boroughs open proposals wait for, for what and how long: one row per proposal and borough. */
export const pipeline: Dataset<WaitedPipelineRow> = {
  name: 'pipeline',
  picture: pipelinePicture,
  columns: [
    { name: 'reference', type: 'text', value: (row) => row.reference },
    { name: 'title', type: 'text', value: (row) => row.title },
    { name: 'scheme', type: 'text', value: (row) => row.scheme },
    { name: 'status', type: 'text', value: (row) => row.status },
    { name: 'lead_borough', type: 'text', value: (row) => row.leadBorough },
    { name: 'submitted_on', type: 'date', value: (row) => londonDay(row.submittedAt) },
    { name: 'waiting_on_code', type: 'text', value: (row) => row.boroughCode },
    { name: 'waiting_on', type: 'text', value: (row) => row.borough },
    { name: 'waiting_for', type: 'text', value: (row) => row.waitingFor },
    { name: 'waiting_since', type: 'instant', value: (row) => row.waitingSince },
    { name: 'days_waiting', type: 'count', value: (row) => row.daysWaiting },
    { name: 'reminders_sent', type: 'count', value: (row) => row.remindersSent },
    { name: 'decide_by', type: 'instant', value: (row) => row.decideBy },
  ],
};
