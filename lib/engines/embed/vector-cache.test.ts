import { describe, expect, it } from 'vitest';
import { VectorCache } from './vector-cache';

const vector = (value: number) => Float32Array.of(value);

describe('VectorCache', () => {
  it('gives back what was kept under exactly that text', () => {
    const cache = new VectorCache(2);
    cache.set('river', vector(1));
    expect(cache.get('river')).toEqual(vector(1));
    expect(cache.get('River')).toBeUndefined();
  });

  it('drops what was not used for the longest time', () => {
    const cache = new VectorCache(2);
    cache.set('first', vector(1));
    cache.set('second', vector(2));
    cache.get('first');
    cache.set('third', vector(3));
    expect([cache.get('first'), cache.get('second'), cache.get('third')]).toEqual([vector(1), undefined, vector(3)]);
  });

  it('keeps a text once, with its last vector', () => {
    const cache = new VectorCache(2);
    cache.set('other', vector(0));
    for (const value of [1, 2, 3]) cache.set('same', vector(value));
    expect(cache.get('other')).toEqual(vector(0));
    expect(cache.get('same')).toEqual(vector(3));
  });
});
