// The same for groups of people; what advertising cost only where that is known.
import {axes, draw, tooltip} from './charts.js';
import {amount, percent, rounded} from './figures.js';
import {element, words} from './question.js';
import {segmentTitle} from './segments.js';
import {fill, heading, meanOf, money, nothing, number, sumOf} from './tables.js';

export function showGroups({groups, currency}, by, model) {
  const title = name => {
    if (by === 'segment') return segmentTitle(name);
    if (by !== 'stage') return name;
    return document.querySelector(`#stages li[data-model="${CSS.escape(model)}"][data-stage="${CSS.escape(name)}"]`)?.textContent
      ?? (name === 'none' ? words.none : name);
  };
  const optional = [
    ['spend', words.spend, each => money([each])], ['newBuyers', words.gained, number],
    ['cac', words.cac, each => ({...money([{...each, amount: rounded(each.amount)}]), raw: `${each.amount} ${each.currency}`})],
    ['ltvToCac', words.ratio, each => ({...number(Math.round(each * 100) / 100), raw: String(each)})]
  ].filter(([name]) => groups.some(each => each[name] != null));
  fill(element('t-groups'), {
    head: [words[by], heading(words.people), heading(words.buyers), heading(words.orders), heading(`${words.revenue} (${currency})`),
      heading(`${words.aov} (${currency})`), heading(`${words.perBuyer} (${currency})`), heading(`${words.perPerson} (${currency})`),
      heading(words.repeat), ...optional.map(([, text]) => heading(text))],
    rows: groups.map(each => [title(each.group), number(each.people), number(each.buyers), number(each.orders), sumOf(each.revenue),
      meanOf(each.orders === 0 ? null : each.aov), meanOf(each.buyers === 0 ? null : each.ltv), meanOf(each.perPerson),
      each.buyers === 0 ? nothing : {text: percent(each.repeatRate, 1), raw: String(each.repeatRate), number: true},
      ...optional.map(([name, , told]) => (each[name] == null ? nothing : told(each[name])))])});
  draw('c-groups', color => ({
    tooltip: {...tooltip(color), trigger: 'item', formatter: it => `${it.name}: ${amount(rounded(groups[it.dataIndex].ltv.amount))} ${currency}`},
    grid: {left: 20, right: 72, top: 8, bottom: 8, containLabel: true},
    xAxis: {type: 'value', ...axes(color), axisLabel: {show: false}, splitLine: {show: false}},
    yAxis: {type: 'category', inverse: true, data: groups.map(each => title(each.group)), ...axes(color), axisLabel: {color: color('--ink')}},
    series: [{type: 'bar', barMaxWidth: 30, itemStyle: {color: color('--s1'), borderRadius: 4},
      label: {show: true, position: 'right', color: color('--ink'), formatter: it => amount(rounded(groups[it.dataIndex].ltv.amount))},
      data: groups.map(each => Number(each.ltv.amount))}]}));
}
