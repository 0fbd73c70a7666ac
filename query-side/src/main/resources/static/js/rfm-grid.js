// The grid of recency by frequency, and what the scores stand for.
import {amount, heat, mean, rounded, sum} from './figures.js';
import {asked, element, words} from './question.js';
import {segmentTitle} from './segments.js';
import {fill, heading, meanOf, nothing, number, sumOf} from './tables.js';

const SCORES = [1, 2, 3, 4, 5];

// The people of one cell, whatever their monetary score.
export const cellOf = (answer, r, f) => {
  const all = answer.grid.filter(each => each.r === Number(r) && each.f === Number(f));
  return {r, f, people: all.reduce((total, each) => total + each.people, 0), value: sum(all.map(each => each.value.amount)),
    m: SCORES.map(m => ({m, people: all.find(each => each.m === m)?.people ?? 0})).reverse()};
};

export function showGrid(answer, choose) {
  const cells = SCORES.flatMap(r => SCORES.map(f => cellOf(answer, r, f)));
  const {measure, r: row, f: column} = asked();
  const size = cell => (measure === 'value' ? Number(cell.value) : cell.people);
  const most = Math.max(...cells.map(size));
  const shown = cell => {
    if (cell.people === 0) return {text: '–', raw: '0', number: true};
    const average = `${amount(rounded(mean(cell.value, cell.people)))} ${answer.currency}`;
    const button = document.createElement('button');
    Object.assign(button, {type: 'button', className: 'cell'});
    button.dataset.r = cell.r;
    button.dataset.f = cell.f;
    button.setAttribute('aria-pressed', String(row === String(cell.r) && column === String(cell.f)));
    button.setAttribute('aria-label', `R ${cell.r}, F ${cell.f}: ${words.people} ${cell.people}, ${words.average} ${average}`);
    const strong = document.createElement('strong');
    strong.textContent = number(cell.people).text;
    const small = document.createElement('span');
    small.textContent = average;
    button.append(strong, small);
    button.addEventListener('click', () => choose({r: cell.r, f: cell.f}));
    return {node: button, heat: heat(size(cell), most), number: true};
  };
  fill(element('t-grid'), {
    head: ['R ↓ F →', ...SCORES.map(f => heading(`F ${f}`))],
    rows: SCORES.toReversed().map(r => [`R ${r}`, ...SCORES.map(f => shown(cells.find(each => each.r === r && each.f === f)))])});
  fill(element('t-cells'), {
    head: [heading('R'), heading('F'), heading('M'), words.segment, heading(words.people),
      heading(`${words.value} (${answer.currency})`), heading(`${words.average} (${answer.currency})`)],
    rows: answer.grid.map(each => [number(each.r), number(each.f), number(each.m), segmentTitle(each.segment),
      number(each.people), sumOf(each.value), meanOf({amount: mean(each.value.amount, each.people)})])});
}

export function showThresholds(answer) {
  const range = (list, score, told) => {
    const found = list.find(each => each.score === score);
    if (!found) return nothing;
    const [from, to] = [told(found.from), told(found.to)];
    return {text: from === to ? from : `${from} – ${to}`, raw: found.from === found.to ? `${found.from}` : `${found.from} – ${found.to}`, number: true};
  };
  const {recencyDays, orders, value} = answer.thresholds;
  const whole = each => number(each).text;
  fill(element('t-thresholds'), {
    head: [words.score, heading(words.recency), heading(words.orders), heading(`${words.value} (${answer.currency})`)],
    rows: SCORES.toReversed().map(score => [
      `${score}`, range(recencyDays, score, whole), range(orders, score, whole), range(value, score, amount)])});
}
