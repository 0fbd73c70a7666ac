// Those addressed beside those held out, and what the difference says.
import {axes, draw, tooltip} from './charts.js';
import {amount, percent, rounded} from './figures.js';
import {element, words} from './question.js';
import {fill, heading, nothing, number, sumOf} from './tables.js';

const points = value => number(Math.round(value * 1000) / 10).text;
const share = rate => (rate == null ? nothing : {text: percent(rate, 1), raw: String(rate), number: true});
const difference = value => ({text: points(value), raw: String(value), number: true});
const meanOf = money => (money == null ? nothing : {text: amount(rounded(money.amount)), raw: money.amount, number: true});
const told = money => `${amount(rounded(money.amount))} ${money.currency}`;

export function showArms(answer) {
  const {arms, notYet, uplift, revenueUplift} = answer;
  const line = (title, one, other, apart = [nothing, nothing, nothing]) => [title, one, other, ...apart];
  const currency = answer.currency ? ` (${answer.currency})` : '';
  fill(element('t-arms'), {
    head: [words.figure, heading(words.addressed), heading(words.held), heading(words.difference), heading(words.low), heading(words.high)],
    rows: [
      line(words.notYet, number(notYet.addressed), number(notYet.heldOut)),
      line(words.compared, number(arms.addressed.people), number(arms.heldOut.people)),
      line(words.came, number(arms.addressed.returned), number(arms.heldOut.returned)),
      line(words.rate, share(arms.addressed.rate), share(arms.heldOut.rate),
        uplift ? [uplift.value, uplift.low, uplift.high].map(difference) : undefined),
      line(words.revenue + currency, sumOf(arms.addressed.revenue), sumOf(arms.heldOut.revenue)),
      line(words.perPerson + currency, meanOf(arms.addressed.revenuePerPerson), meanOf(arms.heldOut.revenuePerPerson),
        revenueUplift ? [revenueUplift.value, revenueUplift.low, revenueUplift.high].map(meanOf) : undefined)]});
  showVerdict(answer);
  showCost(answer);
  element('methods').textContent = [[words.rate, uplift], [words.perPerson, revenueUplift]].filter(([, each]) => each)
    .map(([title, each]) => `${title}: ${each.method} (${each.source}).`).join(' ');
  showInterval(uplift);
}

function showVerdict({conclusion, arms, uplift}) {
  element('verdict').textContent = {works: words.works, harms: words.harms, undecided: words.undecided}[conclusion] ?? words.none;
  element('because').textContent = uplift === null
    ? `${words.compared}: ${words.addressed} ${number(arms.addressed.people).text}, ${words.held} ${number(arms.heldOut.people).text}`
    : [percent(arms.addressed.rate, 1), percent(arms.heldOut.rate, 1), ...[uplift.value, uplift.low, uplift.high].map(points)]
      .reduce((text, value, index) => text.replace(`{${index}}`, value), words.did);
}

function showCost({cost, costPerReturn, costPerReturnReason}) {
  const text = costPerReturn ? words.cost : costPerReturnReason === 'several-currencies' ? words.several
    : cost.total ? words.notPositive : words.noCost;
  element('cost').textContent = cost.messages === 0 ? ''
    : text.replace('{0}', number(cost.messages).text).replace('{1}', cost.total ? told(cost.total) : '')
      .replace('{2}', costPerReturn ? told(costPerReturn) : '');
}

// A dot on a line from the one bound to the other, beside the line where nothing differs.
function showInterval(uplift) {
  element('c-uplift').hidden = uplift === null;
  if (uplift === null) return;
  const [low, value, high] = [uplift.low, uplift.value, uplift.high].map(each => Math.round(each * 1000) / 10);
  draw('c-uplift', color => ({
    tooltip: {...tooltip(color), trigger: 'item', formatter: () => `${points(uplift.value)} (${points(uplift.low)} – ${points(uplift.high)})`},
    grid: {left: 16, right: 24, top: 36, bottom: 28, containLabel: true},
    xAxis: {type: 'value', name: words.points, nameLocation: 'middle', nameGap: 26, nameTextStyle: {color: color('--soft')},
      min: Math.max(-100, Math.min(0, Math.floor(low / 10) * 10)), max: Math.min(100, Math.max(0, Math.ceil(high / 10) * 10)), ...axes(color)},
    yAxis: {type: 'category', data: [words.difference], ...axes(color), axisLabel: {color: color('--ink')}},
    series: [
      {type: 'line', symbol: 'rect', symbolSize: [3, 22], data: [[low, 0], [high, 0]], lineStyle: {width: 4, color: color('--s0')},
        itemStyle: {color: color('--s0')}},
      {type: 'scatter', symbolSize: 16, data: [[value, 0]], itemStyle: {color: color('--s0')},
        label: {show: true, position: 'top', distance: 12, color: color('--ink'), formatter: () => points(uplift.value)},
        markLine: {symbol: 'none', silent: true, animation: false, lineStyle: {color: color('--bad'), type: 'dashed', width: 2}, label: {show: false},
          data: [{xAxis: 0}]}}]}));
}
