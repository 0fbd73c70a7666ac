// The page of one campaign.
import {showArms} from './campaign-arms.js';
import {offerBacktest} from './campaign-backtest.js';
import {showDecisions} from './campaign-decisions.js';
import {axes, draw, tooltip} from './charts.js';
import {percent} from './figures.js';
import {nameOf} from './names.js';
import {ask, asked, element, offerCurrencies, page, put, tell, words} from './question.js';
import {fill, heading, number} from './tables.js';

const path = `/api/winback/${encodeURIComponent(element('campaign').dataset.id)}`;

function showFunnel(answer) {
  const drawn = answer.addressedPeople + answer.heldOut + answer.mergedAcrossArms;
  const rows = [[words.begun, answer.people], [words.eligible, answer.eligible], [words.drawn, drawn], [words.held, answer.heldOut],
    ...Object.entries(answer.addressed).map(([step, people]) => [words.step.replace('{0}', step), people]),
    [words.returned, answer.returned.addressed]];
  fill(element('t-funnel'), {
    head: [words.funnel, heading(words.people), heading(words.share)],
    rows: rows.map(([title, people]) => [title, number(people),
      {text: percent(people, answer.people), raw: String(answer.people === 0 ? '' : people / answer.people), number: true}])});
  draw('c-funnel', color => ({
    tooltip: {...tooltip(color), trigger: 'item'},
    grid: {left: 24, right: 56, top: 8, bottom: 8, containLabel: true},
    xAxis: {type: 'value', ...axes(color), axisLabel: {show: false}, splitLine: {show: false}},
    yAxis: {type: 'category', inverse: true, data: rows.map(([title]) => title), ...axes(color), axisLabel: {color: color('--ink')}},
    series: [{type: 'bar', barMaxWidth: 30, label: {show: true, position: 'right', color: color('--ink')},
      data: rows.map(([title, people]) => ({value: people,
        itemStyle: {color: color(title === words.held ? '--slost' : title === words.returned ? '--s1' : '--s0'), borderRadius: 4}}))}]}));
}

function showReasons(answer) {
  const rows = ['blocked', 'postponed', 'declined'].flatMap(what =>
    Object.entries(answer[what]).map(([reason, people]) => [nameOf(what), nameOf(reason), number(people)]));
  fill(element('t-not'), {head: [words.what, words.reason, heading(words.people)], rows});
}

function show(answer) {
  element('state').textContent = nameOf(answer.state);
  element('stopped').hidden = !answer.sendingStopped;
  element('asof').textContent = answer.at.replace('T', ' ').replace(/(\.\d+)?Z$/, ' UTC');
  element('torn').textContent = answer.mergedAcrossArms > 0 ? words.torn.replace('{0}', number(answer.mergedAcrossArms).text) : '';
  const takenBack = answer.takenBack.addressed + answer.takenBack.heldOut;
  element('taken-back').textContent = takenBack > 0 ? words.takenBack.replace('{0}', number(takenBack).text) : '';
  if (answer.currency) offerCurrencies(answer);
  showArms(answer);
  showFunnel(answer);
  showReasons(answer);
}

const chosen = () => {
  const {decision, reason} = asked();
  return {decision, reason};
};
for (const select of document.querySelectorAll('#decisions select')) {
  select.addEventListener('change', () => {
    put({});
    tell([showDecisions(path, chosen())]);
  });
}
offerBacktest(path);
page(() => {
  const {at, from, currency} = asked();
  return [ask(path, {at, from, currency}).then(show), showDecisions(path, chosen())];
});
