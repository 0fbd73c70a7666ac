// What was bought from period to period; the last one may not be over yet.
import {axes, draw, hatched, tooltip} from './charts.js';
import {element, words} from './question.js';
import {fill, heading, meanOf, number, sumOf} from './tables.js';

export function showPeriods({periods, currency}) {
  fill(element('t-periods'), {
    head: [words.period, words.over, heading(`${words.revenue} (${currency})`), heading(words.orders), heading(words.active), heading(words.new),
      heading(`${words.aov} (${currency})`), heading(`${words.arpuActive} (${currency})`), heading(words.toDate), heading(`${words.arpuAll} (${currency})`)],
    rows: periods.map(each => [each.period, {text: each.complete ? words.yes : words.no, mark: !each.complete && 'open'},
      sumOf(each.revenue), number(each.orders), number(each.active), number(each.newBuyers),
      meanOf(each.orders === 0 ? null : each.aov), meanOf(each.active === 0 ? null : each.arpuActive), number(each.buyersToDate),
      meanOf(each.buyersToDate === 0 ? null : each.arpuAll)])});
  bars('c-revenue', periods, '--s1', each => sumOf(each.revenue));
  bars('c-orders', periods, '--s0', each => number(each.orders));
  bars('c-active', periods, '--s3', each => number(each.active));
  bars('c-arpu', periods, '--s2', each => meanOf(each.arpuActive));
}

function bars(id, periods, name, figure) {
  const told = it => `${periods[it.dataIndex].period}: ${figure(periods[it.dataIndex]).text}${periods[it.dataIndex].complete ? '' : ` (${words.open})`}`;
  draw(id, color => ({
    tooltip: {...tooltip(color), trigger: 'item', formatter: told},
    grid: {left: 4, right: 24, top: 10, bottom: 4, containLabel: true},
    xAxis: {type: 'category', data: periods.map(each => each.period), ...axes(color)},
    yAxis: {type: 'value', splitNumber: 3, ...axes(color)},
    series: [{type: 'bar', barMaxWidth: 30, data: periods.map(each => ({value: Number(figure(each).raw),
      itemStyle: {color: color(name), borderRadius: 3, ...(each.complete ? {} : {decal: hatched(color)})}}))}]}));
}
