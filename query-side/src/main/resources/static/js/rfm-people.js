// Who is in a segment or in a cell of the grid, page by page.
import {offerMore} from './pages.js';
import {address, ask, asked, element, words} from './question.js';
import {cellOf} from './rfm-grid.js';
import {segmentTitle} from './segments.js';
import {fill, heading, number, sumOf} from './tables.js';

let latest = 0;

export async function showPeople(answer, question, choose) {
  const {segment, r, f, m} = asked();
  const mine = ++latest;
  const card = element('people');
  card.hidden = !segment && !(r && f);
  if (card.hidden) return;
  const chosen = segment ? {segment} : {r, f, m};
  element('h-people').textContent = segment ? segmentTitle(segment) : `R ${r} · F ${f}${m ? ` · M ${m}` : ''}`;
  element('csv-people').href = address('/api/rfm/users', {format: 'csv', ...question, ...chosen});
  const cell = segment ? null : cellOf(answer, r, f);
  element('by-m').hidden = !cell;
  if (cell) showMonetary(cell, m, choose);

  const page = await ask('/api/rfm/users', {...question, ...chosen});
  if (mine !== latest) return;
  fill(element('t-people'), {
    head: [words.person, words.segment, heading('R'), heading('F'), heading('M'), heading(words.recency), heading(words.orders),
      heading(`${words.value} (${answer.currency})`)],
    rows: page.items.map(row)});
  element('nobody').hidden = page.items.length > 0;
  offerMore(page.next, element('t-people'), row, cursor => ask('/api/rfm/users', {...question, ...chosen, cursor}), () => mine === latest);
}

function row(person) {
  const link = document.createElement('a');
  link.href = `/users/${encodeURIComponent(person.userId)}`;
  link.textContent = person.userId;
  return [{node: link}, segmentTitle(person.segment), number(person.r), number(person.f), number(person.m),
    number(person.recencyDays), number(person.orders), sumOf(person.value)];
}

function showMonetary(cell, chosen, choose) {
  const button = (label, people, m) => {
    const it = document.createElement('button');
    it.type = 'button';
    it.textContent = `${label}: ${number(people).text}`;
    it.disabled = people === 0;
    it.dataset.m = m;
    it.setAttribute('aria-pressed', String(chosen === String(m)));
    it.addEventListener('click', () => (chosen || m) && choose({r: cell.r, f: cell.f, m: chosen === String(m) ? '' : m}));
    return it;
  };
  element('by-m').replaceChildren(button(words.all, cell.people, ''), ...cell.m.map(each => button(`M ${each.m}`, each.people, each.m)));
}
