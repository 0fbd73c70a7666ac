// Builds the tables that say in text what the charts show. A cell is a text, or {text, raw, number}.
export function fill(table, {head, rows, foot}) {
  table.replaceChildren();
  const line = (parent, cells, heading) => {
    const row = parent.insertRow();
    cells.forEach((cell, index) => {
      const it = typeof cell === 'object' ? cell : {text: cell};
      const element = document.createElement(heading || index === 0 ? 'th' : 'td');
      if (heading) element.scope = 'col';
      else if (index === 0) element.scope = 'row';
      element.textContent = it.text;
      if (it.raw !== undefined) element.dataset.raw = it.raw;
      if (it.number) element.className = 'num';
      row.append(element);
    });
  };
  line(table.createTHead(), head, true);
  const body = table.createTBody();
  rows.forEach(row => line(body, row, false));
  if (foot) line(table.createTFoot(), foot, false);
}

export const number = value => ({
  text: new Intl.NumberFormat(document.documentElement.lang).format(value), raw: String(value), number: true});
