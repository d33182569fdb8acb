/**
 * What each route answers with in JSON, by method and path: the types that the pages use too. `npm run api` makes schemas of them for the OpenAPI document,
 * their keys respelt as on the wire; a test holds that file against this one.
 */
import type { AlertHistoryView, AlertView, BacktestView } from '@/lib/core/alerts/views';
import type { ConfigVersionPageView, ConfigVersionView, ConfigView } from '@/lib/core/config/views';
import type { DeliveryDetailView, DeliveryPageView, DeliveryView, WebhookSecretsView } from '@/lib/core/deliveries/views';
import type { ExperimentView } from '@/lib/core/experiments/views';
import type { FeedDetailView, FeedListView, FeedView } from '@/lib/core/feeds/views';
import type { EntityListItem, EntityView, GraphView } from '@/lib/core/memory/views';
import type { CheckpointView, ContentTypeView, OverallMetricsView, PerformanceView, QualityTrendView } from '@/lib/core/metrics/views';
import type { RunDetailView, RunPageView } from '@/lib/core/runs/views';
import type { ConditionsView, PreviewView, RecommendationView } from '@/lib/core/tuning/views';
import type { SampleView } from '@/lib/intake/samples';
import type { MemoryAnswer } from '@/lib/memory/ask';
import type { MemoryResult } from '@/lib/memory/search';

export interface Answers {
  'GET /api/alerts/history': AlertHistoryView;
  'GET /api/alerts/{rule}/backtest': BacktestView;
  'POST /api/alerts/{rule}/acknowledge': AlertView;
  'POST /api/alerts/{rule}/silence': AlertView;
  'POST /api/alerts/{rule}/unsilence': AlertView;
  'GET /api/config': ConfigView;
  'PUT /api/config': ConfigVersionView;
  'POST /api/config/preview': PreviewView;
  'POST /api/config/try': { runs: RunDetailView[] };
  'GET /api/config/versions': ConfigVersionPageView;
  'GET /api/config/versions/{n}': ConfigVersionView;
  'POST /api/config/versions/{n}/activate': ConfigVersionView;
  'GET /api/deliveries': DeliveryPageView;
  'GET /api/deliveries/{id}': DeliveryDetailView;
  'POST /api/deliveries/{id}/resend': DeliveryView;
  'GET /api/deliveries/webhook-secret': WebhookSecretsView;
  'POST /api/deliveries/webhook-secret/rotate': WebhookSecretsView;
  'GET /api/experiments': { experiments: ExperimentView[] };
  'POST /api/experiments': ExperimentView;
  'GET /api/experiments/{id}': ExperimentView;
  'POST /api/experiments/{id}/stop': ExperimentView;
  'POST /api/experiments/{id}/apply': ExperimentView;
  'GET /api/feeds': FeedListView;
  'POST /api/feeds': FeedView;
  'GET /api/feeds/{id}': FeedDetailView;
  'DELETE /api/feeds/{id}': { status: 'removed' };
  'POST /api/feeds/{id}/pause': FeedDetailView;
  'POST /api/feeds/{id}/resume': FeedDetailView;
  'POST /api/feeds/{id}/check': FeedDetailView;
  'GET /api/health/live': { status: 'live' };
  'GET /api/health/ready': { status: 'ready' };
  'POST /api/memory/ask': MemoryAnswer;
  'GET /api/memory/entities': { entities: EntityListItem[] };
  'GET /api/memory/entities/{id}': EntityView;
  'GET /api/memory/graph': GraphView;
  'GET /api/memory/search': MemoryResult;
  'GET /api/performance': PerformanceView;
  'GET /api/performance/alerts': AlertView[];
  'GET /api/performance/checkpoints': CheckpointView[];
  'GET /api/performance/content-types': ContentTypeView[];
  'GET /api/performance/metrics/summary': OverallMetricsView;
  'GET /api/performance/quality-trends': QualityTrendView[];
  'POST /api/performance/record': { status: 'recorded'; processingType: 'full' | 'lightweight' | 'early_exit' };
  'DELETE /api/performance/reset': { status: 'reset'; message: string };
  'POST /api/performance/reset/undo': { status: 'undone'; message: string };
  'GET /api/runs': RunPageView;
  'POST /api/runs': RunDetailView;
  'GET /api/runs/{id}': RunDetailView;
  'POST /api/runs/{id}/cancel': RunDetailView;
  'POST /api/runs/{id}/retry': RunDetailView;
  'POST /api/runs/{id}/full': RunDetailView;
  'POST /api/runs/{id}/feedback': RunDetailView;
  'GET /api/samples': { samples: SampleView[] };
  'GET /api/tuning/conditions': ConditionsView;
  'GET /api/tuning/recommendations': RecommendationView;
}
