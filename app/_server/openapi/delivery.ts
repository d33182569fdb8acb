import { deliveriesSchema } from '@/lib/core/deliveries/requests';
import { addFeedSchema } from '@/lib/core/feeds/requests';
import type { Operation } from './operation';

const FEED = { description: 'The feed' };

/** Deliveries and feeds. */
export const deliveryOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/deliveries',
    access: 'admin',
    summary: 'What was and is to be delivered, newest first',
    query: deliveriesSchema,
    answers: { 200: { description: 'deliveries, and next_cursor for the next page (null on the last)' } },
  },
  {
    method: 'get',
    path: '/api/deliveries/{id}',
    access: 'admin',
    summary: 'One delivery with its tries',
    answers: { 200: { description: 'The delivery, and tries, latest first' } },
  },
  {
    method: 'get',
    path: '/api/deliveries/webhook-secret',
    access: 'admin',
    summary: 'What the messages to callback URLs are signed with',
    answers: { 200: { description: 'secret, created_at, previous_until' } },
  },
  {
    method: 'post',
    path: '/api/deliveries/webhook-secret/rotate',
    access: 'admin',
    audit: 'webhook_secret.rotate',
    summary: 'Make a new secret; the one before signs besides for a day',
    answers: { 200: { description: 'secret, created_at, previous_until' } },
  },
  {
    method: 'post',
    path: '/api/deliveries/{id}/resend',
    access: 'admin',
    audit: 'delivery.resend',
    summary: 'Send again, under the same id',
    answers: { 202: { description: 'The delivery, waiting' } },
  },
  {
    method: 'get',
    path: '/api/feeds',
    access: 'read',
    summary: 'What is watched',
    answers: { 200: { description: 'feeds, latest first' } },
  },
  {
    method: 'post',
    path: '/api/feeds',
    access: 'submit',
    audit: 'feed.add',
    summary: 'Watch a feed, channel or playlist',
    body: addFeedSchema,
    answers: { 201: FEED },
  },
  { method: 'get', path: '/api/feeds/{id}', access: 'read', summary: 'One feed with its latest items', answers: { 200: FEED } },
  {
    method: 'delete',
    path: '/api/feeds/{id}',
    access: 'submit',
    audit: 'feed.remove',
    summary: 'Stop watching; its runs stay',
    answers: { 200: { description: 'status: removed' } },
  },
  { method: 'post', path: '/api/feeds/{id}/pause', access: 'submit', audit: 'feed.pause', summary: 'Pause', answers: { 202: FEED } },
  {
    method: 'post',
    path: '/api/feeds/{id}/resume',
    access: 'submit',
    audit: 'feed.resume',
    summary: 'Watch on, at once',
    answers: { 202: FEED },
  },
  { method: 'post', path: '/api/feeds/{id}/check', access: 'submit', audit: 'feed.check', summary: 'Look now', answers: { 202: FEED } },
];
