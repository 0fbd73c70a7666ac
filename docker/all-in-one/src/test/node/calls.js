'use strict';

// What each person does, in the words that both clients share. Batches overtake each other on their way, so nothing here
// depends on which of two calls comes first.

const at = (day) => new Date(Date.UTC(2026, 2, day, 12, 30));

exports.people = (count) => Array.from({ length: count }, (_, i) => `person-${i}`);

exports.calls = (userId) => {
  const anonymousId = `visitor-of-${userId}`;
  return [
    ['page', { userId, anonymousId, name: 'Catalogue', properties: { path: '/catalogue' }, timestamp: at(1) }],
    ['identify', { userId, anonymousId, traits: { name: `Name of ${userId} 🎉` }, timestamp: at(2) }],
    ['track', { userId, event: 'Signed Up', context: { channel: 'Web' }, timestamp: at(3) }],
    ['screen', { userId, name: 'Basket', timestamp: at(4) }],
    ['track', {
      userId,
      event: 'Order Completed',
      properties: { order_id: `order-of-${userId}`, revenue: 12.75, currency: 'eur', quantity: 2, note: 'für Ada' },
      timestamp: at(5),
    }],
    ['group', { userId, groupId: 'book-club', traits: { members: 12 }, timestamp: at(6) }],
    ['alias', { userId, previousId: `earlier-${userId}`, timestamp: at(7) }],
    ['track', { userId, event: 'Product Viewed', timestamp: at(8) }],
  ];
};

/** Tells the test what became of every call. */
exports.tell = (delivered, failures) => {
  console.log(JSON.stringify({ delivered, failures: failures.map(String) }));
};
