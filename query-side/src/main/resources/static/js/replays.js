import {saveAsCsv} from './csv.js';
import {number} from './tables.js';

const words = document.getElementById('words').dataset;
const cell = (row, name) => row.querySelector(`[data-cell="${name}"]`);

function set(element, value) {
  const {text, raw} = number(value);
  element.textContent = text;
  element.dataset.raw = raw;
}

function show(row, replay) {
  const percent = replay.head === 0 ? 100 : Math.floor(replay.position * 100 / replay.head);
  row.querySelector('progress').value = percent;
  const parts = [`${percent} %`];
  if (replay.perSecond > 0) parts.push(words.rate.replace('{0}', number(Math.round(replay.perSecond)).text));
  if (replay.secondsLeft > 0) parts.push(words.left.replace('{0}', number(replay.secondsLeft).text));
  cell(row, 'progress').textContent = parts.join(' · ');
}

// The buttons are the server's: a replay that is in another state than before shows others.
for (const row of document.querySelectorAll('tr[data-state="running"]')) {
  const source = new EventSource(`/api/replays/${encodeURIComponent(row.dataset.replay)}`);
  source.addEventListener('progress', event => {
    const replay = JSON.parse(event.data);
    if (replay.state === row.dataset.state) {
      show(row, replay);
      refresh();
    } else {
      source.close();
      location.replace('/replays');
    }
  });
}

async function refresh() {
  if (document.hidden) return;
  const reply = await fetch('/api/projections', {headers: {Accept: 'application/json'}}).catch(() => null);
  if (!reply?.ok) return;
  for (const status of await reply.json()) {
    const row = document.querySelector(`tr[data-projection="${CSS.escape(status.name)}"]`);
    if (row && row.dataset.generation !== String(status.generation)) location.replace('/replays');
    for (const name of ['position', 'lagEvents', 'lagSeconds']) {
      if (row) set(cell(row, name), name === 'lagSeconds' ? Math.round(status[name] * 10) / 10 : status[name]);
    }
  }
}
window.addEventListener('focus', refresh);

document.querySelectorAll('button.csv').forEach(button => button.addEventListener('click', () => {
  const table = document.getElementById(button.dataset.table).cloneNode(true);
  table.querySelectorAll('[data-not-in-csv]').forEach(each => each.remove());
  saveAsCsv(table, button.dataset.file);
}));
