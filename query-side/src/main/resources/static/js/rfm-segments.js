// The eleven segments as areas and as a table.
import {draw, segmentColor, tooltip} from './charts.js';
import {amount, mean, percent, sum} from './figures.js';
import {asked, element, words} from './question.js';
import {segmentIndex, segmentTitle} from './segments.js';
import {fill, heading, meanOf, number, sumOf} from './tables.js';

export function showSegments(answer, choose) {
  const total = key => answer.segments.reduce((all, each) => all + each[key], 0);
  const value = sum(answer.segments.map(each => each.value.amount));
  const line = (people, orders, money) => [number(people),
    {text: percent(people, answer.people), raw: String(answer.people === 0 ? 0 : people / answer.people), number: true},
    number(orders), sumOf({amount: money}), meanOf(people === 0 ? null : {amount: mean(money, people)})];
  element('asof').textContent = answer.asOf;
  fill(element('t-segments'), {
    head: [words.segment, heading(words.people), heading(words.share), heading(words.orders),
      heading(`${words.value} (${answer.currency})`), heading(words.average)],
    rows: answer.segments.map(each => [name(each, choose), ...line(each.people, each.orders, each.value.amount)]),
    foot: [words.total, ...line(answer.people, total('orders'), value)]});

  const byValue = asked().measure === 'value';
  const told = each => (byValue ? `${amount(each.value.amount)} ${answer.currency}` : number(each.people).text);
  const size = each => (byValue ? Number(each.value.amount) : each.people);
  const chart = draw('c-segments', color => ({
    tooltip: {...tooltip(color), formatter: it => it.data.told ?? ''},
    series: [{type: 'treemap', left: 0, right: 0, top: 0, bottom: 0, roam: false, nodeClick: false, breadcrumb: {show: false},
      itemStyle: {borderColor: color('--card'), gapWidth: 2, borderWidth: 0},
      label: {color: color('--card'), fontSize: 13, lineHeight: 18, formatter: it => it.data.caption},
      data: answer.segments.filter(each => size(each) > 0).map(each => {
        const title = segmentTitle(each.segment);
        return {name: title, value: size(each), segment: each.segment, told: `${title}: ${told(each)}`,
          caption: `${title}\n${told(each)}`, itemStyle: {color: segmentColor(segmentIndex(each.segment))}};
      })}]}));
  chart?.off('click');
  chart?.on('click', it => it.data?.segment && choose({segment: it.data.segment}));
}

function name(each, choose) {
  const title = segmentTitle(each.segment);
  if (each.people === 0) return title;
  const button = document.createElement('button');
  Object.assign(button, {type: 'button', className: 'link', textContent: title});
  button.setAttribute('aria-pressed', String(asked().segment === each.segment));
  button.dataset.segment = each.segment;
  button.addEventListener('click', () => choose({segment: each.segment}));
  return {node: button};
}
