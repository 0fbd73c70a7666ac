// What buyers are expected to be worth, by which model, and how that model met what came.
import {axes, draw, tooltip} from './charts.js';
import {amount, rounded} from './figures.js';
import {address, ask, element, words} from './question.js';
import {fill, heading, nothing, number, sumOf} from './tables.js';

const places = (value, digits) => new Intl.NumberFormat(document.documentElement.lang,
  {minimumFractionDigits: digits, maximumFractionDigits: digits}).format(value);
const decimal = (value, digits) => ({text: places(value, digits), raw: String(value), number: true});
const cents = value => ({text: amount(rounded(value.amount)), raw: value.amount, number: true});

export function showExpected(answer, question) {
  const {model} = answer;
  element('csv-expected').href = address('/api/ltv/users', {format: 'csv', ...question});
  element('too-little').hidden = model.converged;
  element('expected').hidden = !model.converged;
  if (!model.converged) {
    element('too-little').textContent = model.reason ? `${words.noFit} ${model.reason}.`
      : `${words.tooLittle} ${model.missing.map(each => `${words[each.what] ?? each.what}: ${each.found} / ${each.needed}`).join('; ')}`;
    return;
  }
  showModel(model);
  fill(element('t-expected'), {
    head: [words.person, heading(words.orders), heading(`${words.revenue} (${model.currency})`), heading(words.alive),
      heading(words.expectedOrders), heading(`${words.expectedSpend} (${model.currency})`), heading(`${words.clv} (${model.currency})`)],
    rows: answer.items.map(each => [{node: link(each.userId)}, number(each.orders), sumOf(each.revenue),
      decimal(each.prediction.pAlive, 2), decimal(each.prediction.expectedOrders, 1), cents(each.prediction.expectedSpend), cents(each.prediction.clv)])});
}

function link(userId) {
  const it = document.createElement('a');
  it.href = `/users/${encodeURIComponent(userId)}`;
  it.textContent = userId;
  return it;
}

function showModel({version, asOf, people, r, alpha, a, b, logLikelihood, spend, holdout}) {
  element('fitted').textContent = `${version ? `${words.version} ${version}` : words.unpublished} · ${words.until} ${asOf}`;
  const row = (name, value) => [name, value];
  fill(element('t-model'), {
    head: [words.parameter, heading('')],
    rows: [
      row('BG/NBD r', decimal(r, 4)), row('BG/NBD α', decimal(alpha, 4)), row('BG/NBD a', decimal(a, 4)), row('BG/NBD b', decimal(b, 4)),
      row(`BG/NBD ${words.likelihood}`, decimal(logLikelihood, 2)), row(`BG/NBD ${words.people}`, number(people)),
      row('Gamma-Gamma p', decimal(spend.p, 4)), row('Gamma-Gamma q', decimal(spend.q, 4)), row('Gamma-Gamma γ', decimal(spend.gamma, 4)),
      row(`Gamma-Gamma ${words.likelihood}`, decimal(spend.logLikelihood, 2)), row(`Gamma-Gamma ${words.people}`, number(spend.people)),
      row(words.holdout, holdout ? {text: `${places(holdout.expected, 0)} / ${number(holdout.actual).text}`, raw: `${holdout.expected}/${holdout.actual}`, number: true} : nothing)]});
}

export async function showTracking(question) {
  const {weeks, model} = await ask('/api/ltv/model/tracking', {until: question.at, to: question.at, currency: question.currency});
  if (!model.converged) return;
  fill(element('t-tracking'), {
    head: [words.week, heading(words.actual), heading(words.expected)],
    rows: weeks.map(each => [each.end, number(each.actual), decimal(each.expected, 1)])});
  draw('c-tracking', color => ({
    tooltip: {...tooltip(color), trigger: 'axis'},
    legend: {top: 0, textStyle: {color: color('--ink')}},
    grid: {left: 8, right: 24, top: 36, bottom: 4, containLabel: true},
    xAxis: {type: 'category', data: weeks.map(each => each.end), ...axes(color)},
    yAxis: {type: 'value', ...axes(color)},
    series: [
      {name: words.actual, type: 'line', symbol: 'none', lineStyle: {width: 2}, itemStyle: {color: color('--s0')}, data: weeks.map(each => each.actual)},
      {name: words.expected, type: 'line', symbol: 'none', lineStyle: {width: 2, type: 'dashed'}, itemStyle: {color: color('--s2')},
        data: weeks.map(each => Math.round(each.expected * 10) / 10)}]}));
}
