// Saves a table as it is shown, for a spreadsheet.
export function saveAsCsv(table, file) {
  const cell = text => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [...table.rows].map(row =>
    [...row.cells].map(each => cell(each.dataset.raw ?? each.textContent.trim())).join(','));
  const url = URL.createObjectURL(new Blob(['\ufeff' + lines.join('\r\n') + '\r\n'], {type: 'text/csv'}));
  const link = Object.assign(document.createElement('a'), {href: url, download: file});
  link.click();
  URL.revokeObjectURL(url);
}
