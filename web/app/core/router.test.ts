import { describe, expect, it } from 'vitest';
import { pathTo, routeOf } from './router.js';

describe('addresses', () => {
  it.each([
    ['/app', null, ''],
    ['/app/', null, ''],
    ['/app/g1001', 'g1001', ''],
    ['/app/g1001/timesheet', 'g1001', 'timesheet'],
    ['/app/u7/manage/members/', 'u7', 'manage/members'],
    ['/app/timesheet', null, 'timesheet'],
    ['/apples/g1', null, 'apples/g1'],
  ])('%s is %s and %s', (path, space, page) => {
    expect(routeOf(path)).toMatchObject({ space, page });
  });

  it('come back as they were written', () => {
    const path = pathTo('g1', 'timesheet', { week: '20260330', day: null, note: '' });
    expect(path).toBe('/app/g1/timesheet?week=20260330');
    const url = new URL(path, 'http://localhost');
    const route = routeOf(url.pathname, url.search);
    expect([route.space, route.page, route.query.get('week')]).toEqual(['g1', 'timesheet', '20260330']);
  });
});
