// The page "Who buys".
import {ask, asked, element, offerCurrencies, onSwitch, page, put, tell, words} from './question.js';
import {showGrid, showThresholds} from './rfm-grid.js';
import {showMovement} from './rfm-movement.js';
import {showPeople} from './rfm-people.js';
import {showSegments} from './rfm-segments.js';

const DAYS = 24 * 60 * 60 * 1000;
let answer;

const question = () => {
  const {at, window, scoring, currency} = asked();
  return {at, window, scoring, currency};
};

// Takes the same choice back. The list is where the reader is led to, by keyboard as by eye.
function choose({segment = '', r = '', f = '', m = ''}) {
  const before = asked();
  const same = before.segment === segment && before.r === String(r) && before.f === String(f) && before.m === String(m);
  put(same ? {segment: '', r: '', f: '', m: ''} : {segment, r, f, m});
  const pressed = document.activeElement?.dataset;
  paint();
  tell([showPeople(answer, question(), choose)]);
  if (same || m || pressed?.m !== undefined) keepFocus(pressed);
  else element('h-people').focus();
}

function keepFocus({segment, r, f, m} = {}) {
  const selector = m !== undefined ? `[data-m="${m}"]` : segment ? `button[data-segment="${segment}"]` : `[data-r="${r}"][data-f="${f}"]`;
  document.querySelector(selector)?.focus();
}

function paint() {
  showSegments(answer, choose);
  showGrid(answer, choose);
}

onSwitch('measure', () => answer && paint());
page(() => {
  const grid = ask('/api/rfm', question()).then(it => {
    answer = it;
    element('nothing').hidden = it.people > 0;
    element('figures').hidden = it.people === 0;
    offerCurrencies(it);
    paint();
    showThresholds(it);
  });
  const from = () => asked().from || new Date(Date.parse(answer.at) - 90 * DAYS).toISOString().slice(0, 10);
  return [grid,
    grid.then(() => showPeople(answer, question(), choose)),
    grid.then(() => ask('/api/rfm/movement', {...question(), from: from()})).then(showMovement)];
});
