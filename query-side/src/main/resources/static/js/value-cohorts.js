// What buyers brought since their first order, by the period of that order.
import {ageColor, axes, draw, tooltip} from './charts.js';
import {amount, heat, rounded} from './figures.js';
import {asked, element, words} from './question.js';
import {fill, heading, meanOf, number, sumOf} from './tables.js';

// A page with many thousands of cells would help nobody; the HTTP answer has them all.
const NEWEST = 60;

export function showCohorts(answer) {
  const cohorts = answer.cohorts.slice(-NEWEST);
  const periods = Math.max(0, ...cohorts.map(each => each.cells.length));
  // With very many periods the answer has none.
  element('cohorts').hidden = cohorts.length === 0;
  element('cut').hidden = cohorts.length > 0 && answer.cohorts.length <= NEWEST;
  element('cut').textContent = cohorts.length === 0 ? words.many : words.cut;
  if (cohorts.length === 0) return;
  const cell = asked().cells === 'active' ? activeCell(cohorts) : valueCell(cohorts);
  fill(element('t-cohorts'), {
    head: [words.cohort, heading(words.size), ...Array.from({length: periods}, (_, index) => heading(`${index}`))],
    rows: cohorts.map(each => [each.cohort, number(each.size), ...each.cells.map(it => marked(cell(each, it), it))])});
  fill(element('t-cells'), {
    head: [words.cohort, heading(words.size), heading(words.index), words.over, heading(words.active),
      heading(`${words.revenue} (${answer.currency})`), heading(`${words.cumulative} (${answer.currency})`), heading(`${words.perBuyer} (${answer.currency})`)],
    rows: cohorts.flatMap(each => each.cells.map(it => [each.cohort, number(each.size), number(it.index),
      {text: it.complete ? words.yes : words.no, mark: !it.complete && 'open'},
      number(it.active), sumOf(it.revenue), sumOf(it.cumulative), meanOf(it.perBuyer)]))});
  drawCurves(cohorts, answer.currency, periods);
}

function valueCell(cohorts) {
  const most = Math.max(...cohorts.flatMap(each => each.cells.map(it => Number(it.perBuyer.amount))));
  return (cohort, it) => ({...meanOf(it.perBuyer), heat: heat(Number(it.perBuyer.amount), most)});
}

// In the period of the first order everybody is active, so the others are compared among themselves.
function activeCell(cohorts) {
  const most = Math.max(...cohorts.flatMap(each => each.cells.filter(it => it.index > 0).map(it => it.active / each.size)));
  return (cohort, it) => ({...number(it.active), heat: heat(it.active / cohort.size, most)});
}

// The mark is read out as well.
function marked(cell, {complete}) {
  if (complete) return cell;
  const node = document.createElement('span');
  const aside = document.createElement('span');
  Object.assign(aside, {className: 'hidden', textContent: ` (${words.open})`});
  node.append(cell.text, aside);
  return {...cell, node, mark: 'open'};
}

function drawCurves(cohorts, currency, periods) {
  const told = it => `${it.seriesName} · ${it.dataIndex}: ${amount(rounded(cohorts[it.seriesIndex].cells[it.dataIndex].perBuyer.amount))} ${currency}`
    + (cohorts[it.seriesIndex].cells[it.dataIndex].complete ? '' : ` (${words.open})`);
  draw('c-cohorts', color => ({
    tooltip: {...tooltip(color), trigger: 'item', formatter: told},
    legend: {top: 0, type: 'scroll', icon: 'roundRect', textStyle: {color: color('--ink')}, pageTextStyle: {color: color('--ink')},
      pageIconColor: color('--accent'), pageIconInactiveColor: color('--line')},
    grid: {left: 8, right: 16, top: 40, bottom: 28, containLabel: true},
    xAxis: {type: 'category', boundaryGap: false, name: words.index, nameLocation: 'middle', nameGap: 28, nameTextStyle: {color: color('--soft')},
      data: Array.from({length: periods}, (_, index) => index), ...axes(color)},
    yAxis: {type: 'value', ...axes(color)},
    series: cohorts.map((each, index) => ({name: each.cohort, type: 'line', itemStyle: {color: ageColor(index, cohorts.length)}, lineStyle: {width: 1.5},
      symbol: 'circle',
      data: each.cells.map(it => ({value: Number(it.perBuyer.amount), symbolSize: it.complete ? 4 : 8, itemStyle: it.complete ? {}
        : {color: color('--card'), borderColor: ageColor(index, cohorts.length), borderWidth: 1.5}}))}))}));
}
