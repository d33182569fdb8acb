import { describe, expect, it } from 'vitest';
import { listRunsSchema } from '@/lib/core/runs/requests';
import { filterQuery, filtersOf } from './filters';

describe('the filters in the page’s address', () => {
  it('come back as they were written', () => {
    const filters = { state: 'active', processingType: 'early_exit', contentType: 'product_review', q: 'dam & marsh' } as const;
    expect(filtersOf(filterQuery(filters))).toEqual(filters);
  });

  it('are spelt as the API wants them', () => {
    const query = filterQuery({ state: 'failed', processingType: 'full', contentType: 'news', q: 'x' });
    expect(listRunsSchema.safeParse(Object.fromEntries(query)).success).toBe(true);
  });

  it('leave out what is not valid, so that an old link still opens the list', () => {
    expect(filtersOf(new URLSearchParams('state=dreaming&processing_type=none&q=%20%20&content_type='))).toEqual({});
  });
});
