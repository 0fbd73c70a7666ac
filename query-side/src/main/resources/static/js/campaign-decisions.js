// Every decision of a campaign, page by page.
import {nameOf} from './names.js';
import {offerMore} from './pages.js';
import {address, ask, element, words} from './question.js';
import {fill, heading, nothing, number} from './tables.js';

let latest = 0;

export async function showDecisions(path, chosen) {
  const mine = ++latest;
  element('csv-ledger').href = address(`${path}/ledger`, {format: 'csv', ...chosen});
  const page = await ask(`${path}/ledger`, chosen);
  if (mine !== latest) return;
  fill(element('t-ledger'), {
    head: [words.decided, words.person, words.decision, heading(words.number), words.reason, words.consent, heading(words.got), words.zone, heading(words.draw)],
    rows: page.items.map(row)});
  element('no-decision').hidden = page.items.length > 0;
  offerMore(page.next, element('t-ledger'), row, cursor => ask(`${path}/ledger`, {...chosen, cursor}), () => mine === latest);
}

const time = instant => ({text: instant.replace('T', ' ').replace(/(:\d\d)(\.\d+)?Z$/, '$1'), raw: instant});

function row(each) {
  const link = document.createElement('a');
  link.href = `/users/${encodeURIComponent(each.userId)}`;
  link.textContent = each.userId;
  const inputs = each.inputs;
  const name = each.decision === 'made' ? `${nameOf(each.decision)}: ${each.channel}, ${each.template}` : nameOf(each.decision);
  const gone = each.inStage === false ? ` ${words.notThere}` : '';
  const reason = each.reason ? nameOf(each.reason) + (each.until ? ` → ${time(each.until).text}` : '') : '';
  return [time(each.at), {node: link}, name + gone, each.step === undefined ? nothing : number(each.step), {text: reason, raw: each.reason ?? ''},
    inputs ? `${inputs.purpose}: ${inputs.consent ? words.yes : words.no}` : '',
    inputs ? {text: `${inputs.messages} / ${inputs.mostMessages}`, number: true} : nothing, inputs?.zone ?? '',
    inputs && inputs.draw !== undefined ? {text: `${inputs.draw} / ${inputs.holdOut}`, number: true} : nothing];
}
