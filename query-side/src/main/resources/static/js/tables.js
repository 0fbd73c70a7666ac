import {amount, rounded} from './figures.js';

// Builds the tables that say in text what the charts show. A cell is a text, or {text, raw, number, node, heat, mark}:
// raw is what a CSV file says, node stands there instead of the text, heat colours, mark is a class: open is not over yet.
export function fill(table, {head, rows, foot}) {
  table.replaceChildren();
  line(table.createTHead(), head, true);
  add(table, rows);
  if (foot) line(table.createTFoot(), foot, false);
}

export function add(table, rows) {
  const body = table.tBodies[0] ?? table.createTBody();
  rows.forEach(row => line(body, row, false));
}

function line(parent, cells, heading) {
  const row = parent.insertRow();
  cells.forEach((cell, index) => {
    const it = typeof cell === 'object' ? cell : {text: cell};
    const element = document.createElement(heading || index === 0 ? 'th' : 'td');
    if (heading) element.scope = 'col';
    else if (index === 0) element.scope = 'row';
    if (it.node) element.append(it.node);
    else element.textContent = it.text;
    if (it.raw !== undefined) element.dataset.raw = it.raw;
    if (it.heat) element.dataset.heat = it.heat;
    if (it.number) element.classList.add('num');
    if (it.mark) element.classList.add(it.mark);
    row.append(element);
  });
}

export const number = value => ({
  text: new Intl.NumberFormat(document.documentElement.lang).format(value), raw: String(value), number: true});
export const heading = text => ({text, number: true});
export const nothing = {text: '–', raw: '', number: true};

// Several amounts of money, each with its currency.
export const money = values => ({
  text: values.map(each => `${amount(each.amount)} ${each.currency}`).join('\n') || '–',
  raw: values.map(each => `${each.amount} ${each.currency}`).join('; '), number: true});
// Where the heading names the currency: a sum to its last digit, a mean to two places.
export const sumOf = value => ({text: amount(value.amount), raw: value.amount, number: true});
export const meanOf = value => (value == null ? nothing
  : {text: amount(rounded(value.amount)), raw: value.amount, number: true});
