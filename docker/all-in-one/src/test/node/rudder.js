'use strict';

// node rudder.js <address> <write key> <people>: @rudderstack/rudder-sdk-node as published, only its host changed. It
// keeps what it has not sent in memory: its queue in Redis is a feature that has to be asked for.

const Analytics = require('@rudderstack/rudder-sdk-node');
const { people, calls, tell } = require('./calls');

const [address, writeKey, count] = process.argv.slice(2);
const failures = [];
const analytics = new Analytics(writeKey, {
  dataPlaneUrl: address,
  flushAt: 10,
  flushInterval: 200,
  retryCount: 5,
  logLevel: 'none',
  errorHandler: (error) => failures.push(error),
});

let delivered = 0;
let expected = 0;
const heard = (error) => {
  if (!error) {
    delivered++;
  }
  if (--expected === 0) {
    tell(delivered, failures);
  }
};

for (const person of people(Number(count))) {
  for (const [call, message] of calls(person)) {
    expected++;
    analytics[call](message, heard);
  }
}
analytics.flush();
