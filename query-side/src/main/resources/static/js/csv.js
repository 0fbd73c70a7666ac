// Saves a table as it is shown, for a spreadsheet.
export function saveAsCsv(table, file) {
  const cell = text => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  // A text that a spreadsheet would run as a formula gets an apostrophe in front.
  const harmless = text => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
  const text = each => (each.classList.contains('num') ? raw(each) : harmless(raw(each)));
  const raw = each => each.dataset.raw ?? each.textContent.trim();
  const lines = [...table.rows].map(row =>
    [...row.cells].map(each => cell(text(each))).join(','));
  const url = URL.createObjectURL(new Blob(['\ufeff' + lines.join('\r\n') + '\r\n'], {type: 'text/csv'}));
  const link = Object.assign(document.createElement('a'), {href: url, download: file});
  link.click();
  URL.revokeObjectURL(url);
}
