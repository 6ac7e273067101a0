import { staffEntries } from '../../../miniprogram/src/app/staff-entries';
import { ASSISTING_ROLES } from '../../../shared/card/assisted.routes';
import { StaffPost } from '../../../shared/identity/identity.schema';

const roles = StaffPost.shape.role.options;

test.each(roles)('the menu of a %s offers work with persons exactly where the platform lets that post do it', (role) => {
  const withPersons = staffEntries({ role }).filter((entry) => entry !== 'merges' && entry !== 'console');
  expect(withPersons).toEqual(ASSISTING_ROLES.includes(role) ? ['assist', 'counter', 'presence'] : []);
});

test('only the registrar is offered the person index, only a developer the console, and nobody an empty menu', () => {
  expect(roles.filter((role) => staffEntries({ role }).includes('console'))).toEqual(['institution-developer']);
  expect(roles.filter((role) => staffEntries({ role }).includes('merges'))).toEqual(['registrar']);
  expect(roles.filter((role) => staffEntries({ role }).length === 0)).toEqual([]);
});
