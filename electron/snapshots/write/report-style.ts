/**
 * The look of the report, on the screen and on paper. What differs is told by words and signs; colour only helps.
 */
export const reportStyle = `
@page { size: A4 landscape; margin: 14mm 12mm 16mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; } }
* { box-sizing: border-box; }
html { color: #1a1d21; background: #fff; font: 14px/1.45 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
body { margin: 0 auto; max-width: 1500px; padding: 32px; }
h1 { font-size: 24px; line-height: 1.2; margin: 0 0 16px; }
h2 { font-size: 15px; margin: 24px 0 8px; }
p { margin: 0 0 8px; }
.sides { border-collapse: collapse; margin: 0 0 16px; }
.sides th, .sides td { text-align: left; padding: 2px 24px 2px 0; vertical-align: top; font-weight: normal; }
.sides th { color: #55606b; }
.sides thead th { font-size: 12px; }
.sides td.name { font-weight: 600; overflow-wrap: anywhere; }
.counts { display: flex; flex-wrap: wrap; gap: 12px; list-style: none; margin: 0 0 16px; padding: 0; }
.counts li { border: 1px solid #c4ccd4; border-radius: 6px; min-width: 128px; padding: 8px 14px; }
.counts b { display: block; font-size: 22px; line-height: 1.2; font-variant-numeric: tabular-nums; }
.notes { margin: 0 0 8px; padding-left: 18px; }
.rows { border-collapse: collapse; font-size: 12.5px; width: 100%; }
.rows th, .rows td { border-bottom: 1px solid #d5dbe1; padding: 5px 8px; text-align: left; vertical-align: top; overflow-wrap: anywhere; white-space: pre-wrap; }
.rows thead th { background: #eef1f4; border-bottom: 1.5px solid #55606b; position: sticky; top: 0; white-space: normal; overflow-wrap: normal; }
.rows td:first-child { white-space: nowrap; font-weight: 600; }
tr.added td:first-child { color: #12612f; }
tr.removed td:first-child { color: #9b1c1c; }
tr.changed td:first-child { color: #7a4a00; }
tr.removed td { text-decoration: line-through; text-decoration-color: #9aa4ae; }
tr.removed td:first-child { text-decoration: none; }
tr.unchanged td { color: #55606b; }
td.differs { background: #fff4d6; }
del, ins { display: block; text-decoration: none; }
del { color: #55606b; text-decoration: line-through; }
ins { font-weight: 700; }
del::before { content: "was "; font-size: 10.5px; display: inline-block; text-decoration: none; margin-right: 4px; }
ins::before { content: "now "; font-size: 10.5px; font-weight: normal; margin-right: 4px; }
.none { color: #55606b; font-style: italic; font-weight: normal; }
footer { color: #55606b; font-size: 12px; margin-top: 16px; }
@media print {
  body { max-width: none; padding: 0; }
  html { font-size: 10pt; }
  .rows { font-size: 8pt; }
  .rows thead { display: table-header-group; }
  .rows thead th { position: static; }
  .rows tr, .counts li { break-inside: avoid; }
  .rows th, .rows td { padding: 3px 5px; }
}
`
