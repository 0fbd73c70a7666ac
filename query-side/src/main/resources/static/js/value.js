// The page "What people are worth".
import {amount, percent, rounded} from './figures.js';
import {ask, asked, element, offerCurrencies, onSwitch, page, show} from './question.js';
import {number} from './tables.js';
import {showExpected, showTracking} from './value-expected.js';
import {showCohorts} from './value-cohorts.js';
import {showGroups} from './value-groups.js';
import {showPeriods} from './value-periods.js';

let answer;

function showTiles({people, buyers, orders, revenue, aov, arpu, repeatRate, repeatRateDays, habits, currency}) {
  const share = each => (each == null ? '–' : percent(each, 1));
  const told = {
    people: number(people).text, buyers: number(buyers).text, orders: number(orders).text,
    revenue: `${amount(revenue.amount)} ${currency}`, aov: `${amount(rounded(aov.amount))} ${currency}`,
    arpu: `${amount(rounded(arpu.amount))} ${currency}`, repeatRate: share(repeatRate), repeatRateDays: share(repeatRateDays),
    daysBetween: habits.medianDaysBetween == null ? '–' : number(habits.medianDaysBetween).text, topTenth: share(habits.topTenthShare)};
  document.querySelectorAll('[data-tile]').forEach(each => { each.textContent = told[each.dataset.tile]; });
}

function onlyForStages() {
  const {by, model} = document.getElementById('question').elements;
  show(model, by.value === 'stage');
}

element('question')?.elements.by.addEventListener('change', onlyForStages);
onSwitch('cells', () => answer && showCohorts(answer));
page(() => {
  onlyForStages();
  const {at, from, interval, currency, by, model} = asked();
  const expected = {at, currency};
  return [ask('/api/ltv/users', {...expected, limit: 25}).then(it => showExpected(it, expected)), showTracking(expected),
    ask('/api/ltv', {at, from, interval, currency, by, model}).then(it => {
    answer = it;
    offerCurrencies(it);
    element('nothing').hidden = it.buyers > 0;
    element('figures').hidden = it.buyers === 0;
    if (it.buyers === 0) return;
    element('asof').textContent = it.at.replace('T', ' ').replace(/(\.\d+)?Z$/, ' UTC');
    document.querySelectorAll('.currency').forEach(each => { each.textContent = `(${it.currency})`; });
    showTiles(it);
    showPeriods(it);
    showCohorts(it);
    showGroups(it, by, model);
  })];
});
