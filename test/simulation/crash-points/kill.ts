import { parseArgs } from 'node:util';
import { type Killed, type Killings, killAtEveryWrite } from './crash-points.ts';
import { candidateOf, scenes } from './scenes.ts';
import { seeds } from './seeds.ts';

const usage = `npm run crash-points [-- --times N]    kills before and after every write N times (1)
npm run crash-points -- --search N    finds, among N histories, those that come to every write`;

/** One line per write of each use case: how often a process was killed just before it, and just after it. */
function table({ killed, histories }: Killings): readonly string[] {
  const width = Math.max(...killed.map(({ place }) => place.length));
  const whole = killed.filter(isKilled).length;
  return [
    `${'place'.padEnd(width)}  before  after  write`,
    ...killed.map(
      ({ place, before, after, write }) =>
        `${place.padEnd(width)}  ${String(before).padStart(6)}  ${String(after).padStart(5)}  ${write}`,
    ),
    `${whole} of ${killed.length} writes were killed before and after, in ${histories} histories`,
  ];
}

function isKilled({ before, after }: Killed): boolean {
  return before > 0 && after > 0;
}

const { values } = parseArgs({ options: { times: { type: 'string', default: '1' }, search: { type: 'string' } } });
const times = Number(values.times);
if (!Number.isSafeInteger(times) || times < 1) throw new TypeError(usage);
const tried = values.search === undefined ? seeds : Array.from({ length: Number(values.search) }, (_, at) => at + 1);
const killings = await killAtEveryWrite([...scenes, ...tried.map(candidateOf)], times);
for (const line of table(killings)) process.stdout.write(`${line}\n`);
if (values.search !== undefined) process.stdout.write(`of use: ${killings.useful.join(', ')}\n`);
process.exitCode = killings.killed.every(isKilled) ? 0 : 1;
