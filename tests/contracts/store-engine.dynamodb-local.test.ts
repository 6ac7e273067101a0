import { javaIsPresent, startDynamoDbLocal } from './dynamodb-local';
import { describeStoreEngine } from './store-engine.contract';

if (javaIsPresent()) {
  describeStoreEngine('DynamoDB Local keeps the contract of the store', startDynamoDbLocal);
} else {
  const notice = 'NOT COMPARED with DynamoDB Local, because Java is missing: the contract ran on the embedded engine only';
  console.warn(notice);
  // A machine that is meant to compare (CI) must not pass without.
  test(notice, () => {
    expect(process.env.CI ?? '').toBe('');
  });
}
