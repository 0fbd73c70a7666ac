// What the newest version would have done; asked only where somebody presses the button, for it goes through everybody.
import {nameOf} from './names.js';
import {address, element, tell, words} from './question.js';
import {fill, heading, number} from './tables.js';

const reasons = (answer, what) =>
  Object.entries(answer[what]).map(([reason, people]) => [`${nameOf(what)}: ${nameOf(reason)}`, number(people)]);

function show(answer) {
  const rows = [[words.entered, answer.entered], [words.late, answer.late], [words.begun, answer.begun],
    ...Object.entries(answer.addressed).map(([step, people]) => [words.step.replace('{0}', step), people]),
    [words.held, answer.heldOut], [words.aloneAddressed, answer.returnedAnyway.addressed], [words.aloneHeld, answer.returnedAnyway.heldOut],
    [words.notYet, answer.notYet.addressed + answer.notYet.heldOut]].map(([title, people]) => [title, number(people)]);
  fill(element('t-backtest'), {
    head: [words.funnel, heading(words.people)],
    rows: [...rows, ...['declined', 'blocked', 'postponed', 'ended'].flatMap(what => reasons(answer, what))]});
  element('backtest-version').textContent = words.version.replace('{0}', answer.version);
  for (const item of element('backtest-assumptions').children) {
    item.hidden = !answer.assumptions.includes(item.dataset.name);
    item.querySelector('code')?.replaceChildren(answer.zone);
  }
  element('backtest-answer').hidden = false;
  element('backtest-csv').hidden = false;
}

async function run(path) {
  const days = element('backtest-days').value;
  const reply = await fetch(address(`${path}/backtest`, {days}), {method: 'POST', headers: {Accept: 'application/json'}});
  const body = await reply.json();
  if (!reply.ok) throw new Error(body.detail ?? reply.statusText);
  show(body);
}

export function offerBacktest(path) {
  const button = element('backtest-run');
  button.addEventListener('click', async () => {
    button.disabled = true;
    await tell([run(path)]);
    button.disabled = false;
  });
}
