import { formatTime } from '@/lib/core/alerts/words';
import type { DeliveryDetailView, DeliveryPageView, DeliveryView, WebhookSecretsView } from '@/lib/core/deliveries/views';
import { ApiClient } from './api-client';
import { EXIT } from './exit-codes';
import { dim, say, sayJson, table, text } from './output';

interface Options {
  json?: boolean;
}

const time = (at: string) => formatTime(Date.parse(at), Date.now());
const pathOf = (id: string) => `/api/deliveries/${encodeURIComponent(id)}`;

/** listDeliveries shows the latest ones. Returns the exit code: one that was given up is a failure. */
export async function listDeliveries({ json = false, state, target }: Options & { state?: string; target?: string }): Promise<number> {
  const query = new URLSearchParams({ ...(state ? { state } : {}), ...(target ? { target } : {}) });
  const { view, wire } = await new ApiClient().get<DeliveryPageView>(`/api/deliveries?${query}`);
  if (json) sayJson(wire);
  else if (view.deliveries.length === 0) say(state || target ? 'There is none.' : 'Nothing has been sent yet.');
  else {
    table(
      ['ID', 'TO', 'STATE', 'TRIES', 'MADE', 'WHAT'],
      view.deliveries.map((delivery) => [
        delivery.id,
        text(delivery.target),
        delivery.state,
        String(delivery.attempts),
        time(delivery.createdAt),
        text(delivery.lastError ? `${delivery.title} (${delivery.lastError})` : delivery.title),
      ]),
    );
  }
  return view.deliveries.some((delivery) => delivery.state === 'failed') ? EXIT.failed : EXIT.ok;
}

/** showDelivery shows one with its tries, latest first. */
export async function showDelivery(id: string, { json = false }: Options): Promise<number> {
  const { view, wire } = await new ApiClient().get<DeliveryDetailView>(pathOf(id));
  if (json) sayJson(wire);
  else {
    say(`${text(view.title)}: ${view.state}, to ${text(view.target)}, made ${time(view.createdAt)}`);
    for (const { startedAt, endedAt, error } of view.tries) {
      say(`${dim(time(startedAt))}  ${error ? text(error) : endedAt ? 'arrived' : 'no answer was noted'}`);
    }
  }
  return view.state === 'failed' ? EXIT.failed : EXIT.ok;
}

export async function resend(id: string, { json = false }: Options): Promise<number> {
  const { view, wire } = await new ApiClient().post<DeliveryView>(`${pathOf(id)}/resend`, {});
  if (json) sayJson(wire);
  else say(`${text(view.title)}: waiting to be sent to ${text(view.target)}`);
  return EXIT.ok;
}

/** webhookSecret shows the secret of callback URLs, or makes a new one. */
export async function webhookSecret({ json = false, rotate = false }: Options & { rotate?: boolean }): Promise<number> {
  const api = new ApiClient();
  const { view, wire } = rotate
    ? await api.post<WebhookSecretsView>('/api/deliveries/webhook-secret/rotate', {})
    : await api.get<WebhookSecretsView>('/api/deliveries/webhook-secret');
  if (json) sayJson(wire);
  else {
    say(view.secret);
    if (view.previousUntil) say(dim(`The one before signs besides until ${time(view.previousUntil)}.`));
  }
  return EXIT.ok;
}
