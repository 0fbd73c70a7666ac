// Goes on below what a table has, one page at a press of the button, and keeps the keyboard where the new rows begin.
import {element} from './question.js';
import {add} from './tables.js';

// ask answers the page at a cursor; isCurrent says whether the table still is about the same question.
export function offerMore(next, table, row, ask, isCurrent) {
  const old = element('more');
  const button = old.cloneNode(true);
  old.replaceWith(button);
  button.hidden = !next;
  button.addEventListener('click', async () => {
    button.disabled = true;
    const page = await ask(next).catch(() => null);
    button.disabled = false;
    if (!page || !isCurrent()) return;
    const first = table.tBodies[0].rows.length;
    add(table, page.items.map(row));
    table.tBodies[0].rows[first]?.querySelector('a').focus();
    offerMore(page.next, table, row, ask, isCurrent);
  });
}
