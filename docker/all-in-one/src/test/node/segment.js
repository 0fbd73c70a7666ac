'use strict';

// node segment.js <address> <write key> <people>: @segment/analytics-node as published, only its host changed.

const { Analytics } = require('@segment/analytics-node');
const { people, calls, tell } = require('./calls');

const [address, writeKey, count] = process.argv.slice(2);
const analytics = new Analytics({ writeKey, host: address, flushAt: 10, flushInterval: 200, maxRetries: 5 });

let delivered = 0;
const failures = [];
const heard = (error) => (error ? failures.push(error) : delivered++);

for (const person of people(Number(count))) {
  for (const [call, message] of calls(person)) {
    analytics[call](message, heard);
  }
}
analytics.closeAndFlush({ timeout: 120_000 }).then(() => tell(delivered, failures));
