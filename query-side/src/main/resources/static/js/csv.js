// A text that a spreadsheet would run as a formula gets an apostrophe in front.
const harmless = text => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
const quoted = text => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

// Rows of cells {text, number}: numbers are left as they are.
export const csvOf = rows =>
  rows.map(row => row.map(cell => quoted(cell.number ? cell.text : harmless(cell.text))).join(',') + '\r\n').join('');

// Saves a table as it is shown, for a spreadsheet.
export function saveAsCsv(table, file) {
  const rows = [...table.rows].map(row => [...row.cells].map(each => (
    {text: each.dataset.raw ?? each.textContent.trim(), number: each.classList.contains('num')})));
  const url = URL.createObjectURL(new Blob(['\ufeff' + csvOf(rows)], {type: 'text/csv'}));
  const link = Object.assign(document.createElement('a'), {href: url, download: file});
  link.click();
  URL.revokeObjectURL(url);
}
