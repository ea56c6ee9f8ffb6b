"""Reads reports as programs of another language do: workbooks by openpyxl, pages by Python's own parser.

Takes paths as arguments and prints a JSON list with one table for each file, a list of rows of cells. A cell is null, a text, a number,
or {"instant": "…"}; in pages also {"unknown": "why"} for what is not known.
"""

import json
import sys
from datetime import datetime
from html.parser import HTMLParser

from openpyxl import load_workbook


def workbook(path):
    book = load_workbook(path, data_only=True)
    sheet = book.worksheets[0]
    (table,) = sheet.tables.values()
    return {
        "rows": [[plain(cell.value) for cell in row] for row in sheet[table.ref]],
        "table": {
            "name": table.displayName,
            "columns": [column.name for column in table.tableColumns],
            "totals": table.totalsRowCount,
            "filter": table.autoFilter.ref,
        },
        "frozen": sheet.freeze_panes,
        "formulas": [
            cell.value
            for row in load_workbook(path).worksheets[0].iter_rows()
            for cell in row
            if cell.data_type == "f"
        ],
        "sheets": book.sheetnames,
    }


def plain(value):
    if isinstance(value, datetime):
        return {"instant": value.isoformat(timespec="milliseconds") + "Z"}
    return value


class Table(HTMLParser):
    """The cells of the page's only table of class jf-data."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.rows = []
        self.inside = False
        self.cell = None

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        classes = (given.get("class") or "").split()
        if tag == "table" and "jf-data" in classes:
            self.inside = True
        if not self.inside:
            return
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.cell = {"text": ""}
        elif tag == "time":
            self.cell["instant"] = given["datetime"]
        elif "jf-unknown" in classes:
            self.cell["unknown"] = True

    def handle_endtag(self, tag):
        if tag == "table":
            self.inside = False
        if not self.inside or tag not in ("td", "th"):
            return
        cell, self.cell = self.cell, None
        if "unknown" in cell:
            self.rows[-1].append({"unknown": cell["text"]})
        elif "instant" in cell:
            self.rows[-1].append({"instant": cell["instant"]})
        else:
            self.rows[-1].append(cell["text"])

    def handle_data(self, data):
        if self.inside and self.cell is not None:
            self.cell["text"] += data


def page(path):
    table = Table()
    with open(path, encoding="utf-8", newline="") as file:
        table.feed(file.read())
    return {"rows": table.rows}


json.dump([page(path) if path.endswith(".html") else workbook(path) for path in sys.argv[1:]], sys.stdout)
