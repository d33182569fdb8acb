/** The API as openapi-fetch wants its types. Made by `npm run api` from the OpenAPI document; not to be edited. */

export type MediaKind = 'audio' | 'video' | 'article';
export type RunKind = 'primary' | 'upgrade' | 'audit' | 'tryout';
export type Depth = 'auto' | 'quick' | 'full';
export type Priority = 'high' | 'medium' | 'low';
export type RunState = 'queued' | 'acquiring' | 'hearing' | 'assessing' | 'analyzing' | 'remembering' | 'finished' | 'failed' | 'cancelled';
export type ProcessingType = 'full' | 'lightweight' | 'early_exit';
export type CheckpointName = 'post_download' | 'mid_transcription' | 'post_transcription' | 'post_quality_filtering' | 'post_analysis';
export type Stage = 'acquire' | 'hear' | 'assess' | 'analyze' | 'remember';
export type StageStatus = 'waiting' | 'running' | 'done' | 'skipped' | 'failed';
/**
 * null = this item does not have the signal: unknown in the three-valued logic of conditions.
 */
export type SignalValue = number | string | boolean | null;
export type DecisionView =
  | {
      kind: 'checkpoint';
      seq: number;
      round: number;
      at: string;
      decision: CheckpointDecision;
    }
  | {
      kind: 'routing';
      seq: number;
      round: number;
      at: string;
      decision: RoutingDecision;
    }
  | {
      kind: 'bypass';
      seq: number;
      round: number;
      at: string;
      decision: BypassDecision;
    };
export type ProcessingMode = 'full' | 'lightweight' | 'quality_check';
export type LlmFailureReason =
  | 'unauthorized'
  | 'unreachable'
  | 'rate_limited'
  | 'server_error'
  | 'timeout'
  | 'bad_request'
  | 'unknown_model'
  | 'over_budget'
  | 'refused'
  | 'filtered'
  | 'cut_off'
  | 'invalid_answer'
  | 'leaked'
  | 'off_topic';
/**
 * Where a transcript's words come from, best first.
 */
export type TranscriptOrigin = 'captions' | 'auto_captions' | 'sidecar' | 'podcast_transcript' | 'article' | 'speech_local' | 'speech_api';
export type SpeechModel = 'moonshine-base' | 'moonshine-tiny' | 'api';
/**
 * What follows a round: the run ends early, its quick result is kept (by policy or for its quality), the next round is heard, all that is left is heard in one round, or the best model hears everything.
 */
export type RoundStep = 'stop' | 'light' | 'keep' | 'next' | 'rest' | 'escalate';
export type AuditStatus = 'not_selected' | 'waiting' | 'running' | 'done' | 'failed';
export type StopKind = 'early_exit' | 'bypass' | 'routing';
export type AlertMetric = 'bypass_rate' | 'early_exit_rate' | 'quality_score_avg' | 'time_savings_avg' | 'error_rate' | 'false_stop_rate';
export type AlertState = 'ok' | 'pending' | 'firing' | 'resolved' | 'no_data';
export type Severity = 'warning' | 'critical';
export type Side = 'low' | 'high';
export type AlertEventType =
  | 'pending'
  | 'cleared'
  | 'firing'
  | 'worsened'
  | 'eased'
  | 'reminder'
  | 'resolved'
  | 'no_data'
  | 'data_back'
  | 'acknowledged'
  | 'silenced'
  | 'unsilenced';
export type SearchMode = 'vector' | 'lexical' | 'hybrid' | 'graph' | 'hipporag';
/**
 * Configurations as flat lists of values, and what differs between two of them.
 */
export type SettingValue = string | number | boolean | (string | number | boolean)[];
export type ConfigSection = 'quality_filtering' | 'content_routing' | 'early_exit' | 'monitoring';
export type WatchMeasure = 'error_rate' | 'quality_score' | 'time_saved' | 'thumbs_down';
export type EvidenceState = 'trial' | 'trusted' | 'suspended';
export type ExperimentState = 'running' | 'stopped' | 'applied';
export type ArmRole = 'conservative' | 'balanced' | 'aggressive';
export type Verdict = 'unhealthy' | 'not_yet' | 'aggressive' | 'conservative' | 'balanced';
export type DeliveryState = 'waiting' | 'delivered' | 'failed';
export type FeedState = 'active' | 'paused' | 'failing';

export interface paths {
  '/api/runs': {
    post: {
      parameters: { query?: never; path?: never };
      requestBody: {
        content: {
          'application/json': {
            /**
             * http(s) URL, or sample:NAME
             */
            url: string;
            /**
             * quick never analyses in full, full always does
             */
            depth?: 'auto' | 'quick' | 'full';
            /**
             * Queue priority; by default the content type decides
             */
            priority?: 'high' | 'medium' | 'low';
            /**
             * Start a new run even where a fresh one exists
             */
            force?: boolean;
            /**
             * Where the end of the run is posted to, signed as Standard Webhooks has it
             */
            callback_url?: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': RunDetailView;
          };
        };
        202: {
          content: {
            'application/json': RunDetailView;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
    get: {
      parameters: {
        query?: {
          limit?: number;
          cursor?: string;
          /**
           * active = not yet ended
           */
          state?:
            | 'queued'
            | 'acquiring'
            | 'hearing'
            | 'assessing'
            | 'analyzing'
            | 'remembering'
            | 'finished'
            | 'failed'
            | 'cancelled'
            | 'active';
          processing_type?: 'full' | 'lightweight' | 'early_exit';
          content_type?: string;
          /**
           * Words in title or URL
           */
          q?: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': RunPageView;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/runs/{id}': {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': RunDetailView;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/runs/{id}/events': {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'text/event-stream': unknown;
          };
        };
        204: {
          content?: never;
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/runs/{id}/cancel': {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        202: {
          content: {
            'application/json': RunDetailView;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/runs/{id}/retry': {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        202: {
          content: {
            'application/json': RunDetailView;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/runs/{id}/full': {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        202: {
          content: {
            'application/json': RunDetailView;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/runs/{id}/feedback': {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            verdict: 'up' | 'down';
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': RunDetailView;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/runs/{id}/transcript.json': {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': unknown;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/runs/{id}/transcript.vtt': {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'text/vtt': unknown;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/runs/{id}/transcript.srt': {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/x-subrip': unknown;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/runs/{id}/transcript.txt': {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'text/plain': unknown;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/runs/{id}/report.md': {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'text/markdown': unknown;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/runs/{id}/media': {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/octet-stream': unknown;
          };
        };
        206: {
          content: {
            'application/octet-stream': unknown;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/performance': {
    get: {
      parameters: {
        query?: {
          /**
           * Whole UTC hours and the current one; without it everything since the last reset, and trends of 24 hours
           */
          hours?: number;
          content_type?: string;
          config_version?: string;
          /**
           * run: of this Winnow; posted: recorded from outside
           */
          source?: 'run' | 'posted';
        };
      };
      responses: {
        200: {
          content: {
            'application/json': PerformanceView;
          };
        };
        304: {
          content?: never;
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/performance/metrics/summary': {
    get: {
      parameters: {
        query?: {
          /**
           * Whole UTC hours and the current one; without it everything since the last reset, and trends of 24 hours
           */
          hours?: number;
          content_type?: string;
          config_version?: string;
          /**
           * run: of this Winnow; posted: recorded from outside
           */
          source?: 'run' | 'posted';
        };
      };
      responses: {
        200: {
          content: {
            'application/json': OverallMetricsView;
          };
        };
        304: {
          content?: never;
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/performance/content-types': {
    get: {
      parameters: {
        query?: {
          /**
           * Whole UTC hours and the current one; without it everything since the last reset, and trends of 24 hours
           */
          hours?: number;
          content_type?: string;
          config_version?: string;
          /**
           * run: of this Winnow; posted: recorded from outside
           */
          source?: 'run' | 'posted';
        };
      };
      responses: {
        200: {
          content: {
            'application/json': ContentTypeView[];
          };
        };
        304: {
          content?: never;
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/performance/checkpoints': {
    get: {
      parameters: {
        query?: {
          /**
           * Whole UTC hours and the current one; without it everything since the last reset, and trends of 24 hours
           */
          hours?: number;
          content_type?: string;
          config_version?: string;
          /**
           * run: of this Winnow; posted: recorded from outside
           */
          source?: 'run' | 'posted';
        };
      };
      responses: {
        200: {
          content: {
            'application/json': CheckpointView[];
          };
        };
        304: {
          content?: never;
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/performance/quality-trends': {
    get: {
      parameters: {
        query?: {
          /**
           * Whole UTC hours and the current one; without it everything since the last reset, and trends of 24 hours
           */
          hours?: number;
          content_type?: string;
          config_version?: string;
          /**
           * run: of this Winnow; posted: recorded from outside
           */
          source?: 'run' | 'posted';
        };
      };
      responses: {
        200: {
          content: {
            'application/json': QualityTrendView[];
          };
        };
        304: {
          content?: never;
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/performance/record': {
    post: {
      parameters: {
        query?: {
          processing_type?: 'full' | 'lightweight' | 'early_exit';
          content_type?: string | null;
          quality_score?: number | null;
          coherence_score?: number | null;
          completeness_score?: number | null;
          informativeness_score?: number | null;
          /**
           * Seconds
           */
          processing_time?: number | null;
          exit_checkpoint?: string | null;
          exit_reason?: string | null;
          exit_confidence?: number | null;
          /**
           * A fraction, 0.8 for 80 %; negative where more time was spent
           */
          time_saved_pct?: number | null;
          config_version?: string | null;
          /**
           * Now where it is absent or yet to come
           */
          occurred_at?: string | null;
        };
      };
      requestBody?: {
        content: {
          'application/json': {
            processing_type: 'full' | 'lightweight' | 'early_exit';
            content_type?: string | null;
            quality_score?: number | null;
            coherence_score?: number | null;
            completeness_score?: number | null;
            informativeness_score?: number | null;
            /**
             * Seconds
             */
            processing_time?: number | null;
            exit_checkpoint?: string | null;
            exit_reason?: string | null;
            exit_confidence?: number | null;
            /**
             * A fraction, 0.8 for 80 %; negative where more time was spent
             */
            time_saved_pct?: number | null;
            config_version?: string | null;
            /**
             * Now where it is absent or yet to come
             */
            occurred_at?: string | null;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              status: 'recorded';
              processing_type: 'full' | 'lightweight' | 'early_exit';
            };
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/performance/records': {
    post: {
      parameters: { query?: never; path?: never };
      requestBody: {
        content: {
          'application/x-ndjson': {
            processing_type: 'full' | 'lightweight' | 'early_exit';
            content_type?: string | null;
            quality_score?: number | null;
            coherence_score?: number | null;
            completeness_score?: number | null;
            informativeness_score?: number | null;
            /**
             * Seconds
             */
            processing_time?: number | null;
            exit_checkpoint?: string | null;
            exit_reason?: string | null;
            exit_confidence?: number | null;
            /**
             * A fraction, 0.8 for 80 %; negative where more time was spent
             */
            time_saved_pct?: number | null;
            config_version?: string | null;
            /**
             * Now where it is absent or yet to come
             */
            occurred_at?: string | null;
            idempotency_key?: string | null;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': unknown;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/performance/reset': {
    delete: {
      parameters: { query?: never; path?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              status: 'reset';
              message: string;
            };
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/performance/reset/undo': {
    post: {
      parameters: { query?: never; path?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              status: 'undone';
              message: string;
            };
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/performance/alerts': {
    get: {
      parameters: { query?: never; path?: never };
      responses: {
        200: {
          content: {
            'application/json': AlertView[];
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/alerts/history': {
    get: {
      parameters: {
        query?: {
          limit?: number;
          cursor?: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': AlertHistoryView;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/alerts/{rule}/acknowledge': {
    post: {
      parameters: {
        path: {
          rule: 'bypass_rate' | 'early_exit_rate' | 'quality_score_avg' | 'time_savings_avg' | 'error_rate' | 'false_stop_rate';
        };
      };
      responses: {
        200: {
          content: {
            'application/json': AlertView;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/alerts/{rule}/silence': {
    post: {
      parameters: {
        path: {
          rule: 'bypass_rate' | 'early_exit_rate' | 'quality_score_avg' | 'time_savings_avg' | 'error_rate' | 'false_stop_rate';
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /**
             * From now; 30 days at most
             */
            minutes?: number;
            /**
             * ISO 8601, in the future, 30 days from now at most
             */
            until?: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': AlertView;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/alerts/{rule}/unsilence': {
    post: {
      parameters: {
        path: {
          rule: 'bypass_rate' | 'early_exit_rate' | 'quality_score_avg' | 'time_savings_avg' | 'error_rate' | 'false_stop_rate';
        };
      };
      responses: {
        200: {
          content: {
            'application/json': AlertView;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/alerts/{rule}/backtest': {
    get: {
      parameters: {
        query?: {
          /**
           * How far back
           */
          days?: number;
        };
        path: {
          rule: 'bypass_rate' | 'early_exit_rate' | 'quality_score_avg' | 'time_savings_avg' | 'error_rate' | 'false_stop_rate';
        };
      };
      responses: {
        200: {
          content: {
            'application/json': BacktestView;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/memory/search': {
    get: {
      parameters: {
        query: {
          /**
           * What to look for, in plain words
           */
          q: string;
          /**
           * vector: by meaning; lexical: by words; hybrid: by both; graph, hipporag: by what is connected
           */
          mode?: 'vector' | 'lexical' | 'hybrid' | 'graph' | 'hipporag';
          limit?: number;
          /**
           * Only items of this type
           */
          content_type?: string;
          /**
           * Only items from this host
           */
          source?: string;
          /**
           * Only runs taken in at or after
           */
          from?: string;
          /**
           * Only runs taken in before
           */
          to?: string;
          /**
           * Only this run
           */
          run_id?: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': MemoryResult;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/memory/ask': {
    post: {
      parameters: { query?: never; path?: never };
      requestBody: {
        content: {
          'application/json': {
            /**
             * A question in plain words
             */
            question: string;
            /**
             * Only items of this type
             */
            content_type?: string;
            /**
             * Only items from this host
             */
            source?: string;
            /**
             * Only runs taken in at or after
             */
            from?: string;
            /**
             * Only runs taken in before
             */
            to?: string;
            /**
             * Only this run
             */
            run_id?: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': MemoryAnswer;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/memory/entities': {
    get: {
      parameters: {
        query?: {
          /**
           * Part of a name
           */
          q?: string;
          limit?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              entities: EntityListItem[];
            };
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/memory/entities/{id}': {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': EntityView;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/memory/graph': {
    get: {
      parameters: {
        query?: {
          /**
           * How many entities, the most mentioned first
           */
          limit?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': GraphView;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/config': {
    get: {
      parameters: { query?: never; path?: never };
      responses: {
        200: {
          content: {
            'application/json': ConfigView;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
    put: {
      parameters: { query?: never; path?: never };
      requestBody: {
        content: {
          'application/json': {
            /**
             * Number of the version that is changed; the active one where it is left out
             */
            base?: number;
            /**
             * YAML texts that replace those of the base, by name: quality_filtering, content_routing, early_exit, monitoring
             */
            sources?: {
              [k: string]: string;
            };
            /**
             * Values by dotted key; null goes back to the built-in default. Comments and order of the texts stay
             */
            set?: {
              [k: string]: unknown;
            };
            /**
             * Why, for the history
             */
            note?: string;
            /**
             * false keeps it as a version that is not active, for an experiment say
             */
            activate?: boolean;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': ConfigVersionView;
          };
        };
        412: {
          content: {
            'application/json': ConfigVersionView;
          };
        };
        428: {
          content: {
            'application/json': ConfigVersionView;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/config/try': {
    post: {
      parameters: { query?: never; path?: never };
      requestBody: {
        content: {
          'application/json': {
            /**
             * Number of the version that is changed; the active one where it is left out
             */
            base?: number;
            /**
             * YAML texts that replace those of the base, by name: quality_filtering, content_routing, early_exit, monitoring
             */
            sources?: {
              [k: string]: string;
            };
            /**
             * Values by dotted key; null goes back to the built-in default. Comments and order of the texts stay
             */
            set?: {
              [k: string]: unknown;
            };
            /**
             * Ten at most
             *
             * @minItems 1
             * @maxItems 10
             */
            urls:
              | [string]
              | [string, string]
              | [string, string, string]
              | [string, string, string, string]
              | [string, string, string, string, string]
              | [string, string, string, string, string, string]
              | [string, string, string, string, string, string, string]
              | [string, string, string, string, string, string, string, string]
              | [string, string, string, string, string, string, string, string, string]
              | [string, string, string, string, string, string, string, string, string, string];
          };
        };
      };
      responses: {
        202: {
          content: {
            'application/json': {
              runs: RunDetailView[];
            };
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/config/preview': {
    post: {
      parameters: { query?: never; path?: never };
      requestBody: {
        content: {
          'application/json': {
            /**
             * Number of the version that is changed; the active one where it is left out
             */
            base?: number;
            /**
             * YAML texts that replace those of the base, by name: quality_filtering, content_routing, early_exit, monitoring
             */
            sources?: {
              [k: string]: string;
            };
            /**
             * Values by dotted key; null goes back to the built-in default. Comments and order of the texts stay
             */
            set?: {
              [k: string]: unknown;
            };
            /**
             * How many of the runs whose fate would change are named
             */
            changed_runs?: number;
            /**
             * Only runs that ended in the last days; all if absent
             */
            days?: number;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': PreviewView;
          };
        };
        503: {
          content: {
            'application/json': PreviewView;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/config/versions': {
    get: {
      parameters: {
        query?: {
          limit?: number;
          /**
           * next_cursor of the page before
           */
          cursor?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': ConfigVersionPageView;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/config/versions/{n}': {
    get: {
      parameters: {
        path: {
          n: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': ConfigVersionView;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/config/versions/{n}/activate': {
    post: {
      parameters: {
        path: {
          n: number;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /**
             * Why, for the history
             */
            note?: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': ConfigVersionView;
          };
        };
        412: {
          content: {
            'application/json': ConfigVersionView;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/tuning/recommendations': {
    get: {
      parameters: {
        query?: {
          /**
           * Only runs that ended in the last days; all if absent
           */
          days?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': RecommendationView;
          };
        };
        503: {
          content: {
            'application/json': RecommendationView;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/tuning/conditions': {
    get: {
      parameters: { query?: never; path?: never };
      responses: {
        200: {
          content: {
            'application/json': ConditionsView;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/experiments': {
    get: {
      parameters: { query?: never; path?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              experiments: ExperimentView[];
            };
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
    post: {
      parameters: { query?: never; path?: never };
      requestBody: {
        content: {
          'application/json': {
            name: string;
            note?: string;
            /**
             * @minItems 2
             * @maxItems 3
             */
            arms:
              | [
                  {
                    /**
                     * Also a value of CONFIG_VERSION
                     */
                    name: string;
                    role: 'conservative' | 'balanced' | 'aggressive';
                    config_version: number;
                    /**
                     * Of the items
                     */
                    share: number;
                  },
                  {
                    /**
                     * Also a value of CONFIG_VERSION
                     */
                    name: string;
                    role: 'conservative' | 'balanced' | 'aggressive';
                    config_version: number;
                    /**
                     * Of the items
                     */
                    share: number;
                  },
                ]
              | [
                  {
                    /**
                     * Also a value of CONFIG_VERSION
                     */
                    name: string;
                    role: 'conservative' | 'balanced' | 'aggressive';
                    config_version: number;
                    /**
                     * Of the items
                     */
                    share: number;
                  },
                  {
                    /**
                     * Also a value of CONFIG_VERSION
                     */
                    name: string;
                    role: 'conservative' | 'balanced' | 'aggressive';
                    config_version: number;
                    /**
                     * Of the items
                     */
                    share: number;
                  },
                  {
                    /**
                     * Also a value of CONFIG_VERSION
                     */
                    name: string;
                    role: 'conservative' | 'balanced' | 'aggressive';
                    config_version: number;
                    /**
                     * Of the items
                     */
                    share: number;
                  },
                ];
          };
        };
      };
      responses: {
        201: {
          content: {
            'application/json': ExperimentView;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/experiments/{id}': {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': ExperimentView;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/experiments/{id}/stop': {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': ExperimentView;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/experiments/{id}/apply': {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': ExperimentView;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/deliveries': {
    get: {
      parameters: {
        query?: {
          limit?: number;
          cursor?: string;
          state?: 'waiting' | 'delivered' | 'failed';
          /**
           * alert, record, run, report
           */
          kind?: string;
          /**
           * A target; one that ends in a colon names a family, e.g. discord:
           */
          target?: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': DeliveryPageView;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/deliveries/{id}': {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': DeliveryDetailView;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/deliveries/webhook-secret': {
    get: {
      parameters: { query?: never; path?: never };
      responses: {
        200: {
          content: {
            'application/json': WebhookSecretsView;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/deliveries/webhook-secret/rotate': {
    post: {
      parameters: { query?: never; path?: never };
      responses: {
        200: {
          content: {
            'application/json': WebhookSecretsView;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/deliveries/{id}/resend': {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        202: {
          content: {
            'application/json': DeliveryView;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/feeds': {
    get: {
      parameters: { query?: never; path?: never };
      responses: {
        200: {
          content: {
            'application/json': FeedListView;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
    post: {
      parameters: { query?: never; path?: never };
      requestBody: {
        content: {
          'application/json': {
            /**
             * A feed, a page that links to one, a channel or a playlist
             */
            url: string;
            /**
             * As for POST /api/runs
             */
            depth?: 'auto' | 'quick' | 'full';
            /**
             * Items published before are left alone
             */
            from_date?: string;
            /**
             * Of what is there at the first look, and of what waits, the newest so many
             */
            keep_newest?: number;
            /**
             * Runs in 24 hours
             */
            daily_budget?: number;
          };
        };
      };
      responses: {
        201: {
          content: {
            'application/json': FeedView;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/feeds/{id}': {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': FeedDetailView;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
    delete: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              status: 'removed';
            };
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/feeds/{id}/pause': {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        202: {
          content: {
            'application/json': FeedDetailView;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/feeds/{id}/resume': {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        202: {
          content: {
            'application/json': FeedDetailView;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/feeds/{id}/check': {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        202: {
          content: {
            'application/json': FeedDetailView;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/access/me': {
    get: {
      parameters: { query?: never; path?: never };
      responses: {
        200: {
          content: {
            'application/json': unknown;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/access/sign-in': {
    post: {
      parameters: { query?: never; path?: never };
      requestBody: {
        content: {
          'application/json': {
            name: string;
            password: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': unknown;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/access/sign-out': {
    post: {
      parameters: { query?: never; path?: never };
      responses: {
        204: {
          content?: never;
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/access/password': {
    post: {
      parameters: { query?: never; path?: never };
      requestBody: {
        content: {
          'application/json': {
            current: string;
            password: string;
          };
        };
      };
      responses: {
        204: {
          content?: never;
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/access/links': {
    post: {
      parameters: { query?: never; path?: never };
      requestBody: {
        content: {
          'application/json': {
            /**
             * What the account that it makes may do; of no account with account_id
             */
            role?: 'viewer' | 'member' | 'admin';
            /**
             * An account whose password it sets anew
             */
            account_id?: string;
          };
        };
      };
      responses: {
        201: {
          content: {
            'application/json': unknown;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/access/links/use': {
    post: {
      parameters: { query?: never; path?: never };
      requestBody: {
        content: {
          'application/json': {
            token: string;
            name?: string;
            password: string;
          };
        };
      };
      responses: {
        201: {
          content: {
            'application/json': unknown;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/access/oidc/start': {
    get: {
      parameters: {
        query?: {
          next?: string;
          link?: string;
        };
      };
      responses: {
        303: {
          content: {
            'application/json': unknown;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/access/oidc/callback': {
    get: {
      parameters: { query?: never; path?: never };
      responses: {
        303: {
          content: {
            'application/json': unknown;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/access/accounts': {
    get: {
      parameters: { query?: never; path?: never };
      responses: {
        200: {
          content: {
            'application/json': unknown;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/access/accounts/{id}': {
    put: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            role: 'viewer' | 'member' | 'admin';
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': unknown;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
    delete: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': unknown;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/access/sessions': {
    get: {
      parameters: { query?: never; path?: never };
      responses: {
        200: {
          content: {
            'application/json': unknown;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/access/sessions/{id}': {
    delete: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        204: {
          content?: never;
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/access/keys': {
    get: {
      parameters: { query?: never; path?: never };
      responses: {
        200: {
          content: {
            'application/json': unknown;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
    post: {
      parameters: { query?: never; path?: never };
      requestBody: {
        content: {
          'application/json': {
            name: string;
            /**
             * @minItems 1
             * @maxItems 4
             */
            scopes:
              | ['read' | 'submit' | 'record' | 'admin']
              | ['read' | 'submit' | 'record' | 'admin', 'read' | 'submit' | 'record' | 'admin']
              | ['read' | 'submit' | 'record' | 'admin', 'read' | 'submit' | 'record' | 'admin', 'read' | 'submit' | 'record' | 'admin']
              | [
                  'read' | 'submit' | 'record' | 'admin',
                  'read' | 'submit' | 'record' | 'admin',
                  'read' | 'submit' | 'record' | 'admin',
                  'read' | 'submit' | 'record' | 'admin',
                ];
            /**
             * null: never
             */
            expires_in_days?: number | null;
            requests_per_minute?: number;
          };
        };
      };
      responses: {
        201: {
          content: {
            'application/json': unknown;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/access/keys/{id}': {
    delete: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': unknown;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/access/audit-log': {
    get: {
      parameters: {
        query?: {
          /**
           * From the page before
           */
          cursor?: number;
          limit?: number;
          action?:
            | 'access.sign_in'
            | 'access.sign_out'
            | 'access.password_change'
            | 'session.end'
            | 'account.create'
            | 'account.change'
            | 'account.remove'
            | 'link.create'
            | 'link.use'
            | 'key.create'
            | 'key.revoke'
            | 'run.submit'
            | 'run.cancel'
            | 'run.retry'
            | 'run.full'
            | 'run.feedback'
            | 'memory.ask'
            | 'feed.add'
            | 'feed.remove'
            | 'feed.pause'
            | 'feed.resume'
            | 'feed.check'
            | 'config.change'
            | 'config.activate'
            | 'config.try'
            | 'experiment.start'
            | 'experiment.stop'
            | 'experiment.apply'
            | 'metrics.reset'
            | 'metrics.reset_undo'
            | 'alert.acknowledge'
            | 'alert.silence'
            | 'alert.unsilence'
            | 'delivery.resend'
            | 'webhook_secret.rotate'
            | 'settings.llm'
            | 'settings.discord'
            | 'settings.retention'
            | 'settings.access';
          outcome?: 'done' | 'refused' | 'failed';
          /**
           * Part of the name
           */
          actor?: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': unknown;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/settings/access': {
    get: {
      parameters: { query?: never; path?: never };
      responses: {
        200: {
          content: {
            'application/json': unknown;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
    put: {
      parameters: { query?: never; path?: never };
      requestBody: {
        content: {
          'application/json': {
            /**
             * Requests of one address without a key, in each web process
             */
            requests_per_minute?: number;
            /**
             * Runs that may be under way or waiting before submissions are refused
             */
            max_waiting_runs?: number;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': unknown;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/openapi.json': {
    get: {
      parameters: { query?: never; path?: never };
      responses: {
        200: {
          content: {
            'application/json': unknown;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/samples': {
    get: {
      parameters: { query?: never; path?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              samples: SampleView[];
            };
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/settings/llm': {
    get: {
      parameters: {
        query?: {
          hours?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': unknown;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
    put: {
      parameters: { query?: never; path?: never };
      requestBody: {
        content: {
          'application/json': {
            /**
             * @maxItems 200
             */
            models?: {
              name: string;
              context_tokens?: number;
              max_output_tokens?: number;
              input_usd_per_million?: number | null;
              output_usd_per_million?: number | null;
            }[];
            budgets?: {
              auto?: {
                tokens?: number | null;
                usd?: number | null;
              };
              full?: {
                tokens?: number | null;
                usd?: number | null;
              };
            };
            concurrency?: number;
            timeout_seconds?: number;
            cache?: {
              error_bound?: number;
              max_age_days?: number;
              max_megabytes?: number;
            };
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': unknown;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/metrics': {
    get: {
      parameters: { query?: never; path?: never };
      responses: {
        200: {
          content: {
            'text/plain': unknown;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/settings/discord': {
    get: {
      parameters: { query?: never; path?: never };
      responses: {
        200: {
          content: {
            'application/json': unknown;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
    put: {
      parameters: { query?: never; path?: never };
      requestBody: {
        content: {
          'application/json': {
            /**
             * Roles that may submit; empty: everyone
             *
             * @maxItems 100
             */
            submit_roles?: string[];
            /**
             * Roles that may acknowledge alerts; empty: whoever may manage the server
             *
             * @maxItems 100
             */
            tune_roles?: string[];
            /**
             * Channels where links are taken without a command
             *
             * @maxItems 100
             */
            auto_channels?: string[];
            /**
             * Links that one person may submit in an hour
             */
            user_per_hour?: number;
            /**
             * Links that one server may submit in an hour
             */
            guild_per_hour?: number;
            /**
             * Questions and searches of one person in an hour
             */
            questions_per_hour?: number;
            /**
             * Register the commands in this server only, where they show at once
             */
            guild_id?: string | null;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': unknown;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/settings/retention': {
    get: {
      parameters: { query?: never; path?: never };
      responses: {
        200: {
          content: {
            'application/json': unknown;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
    put: {
      parameters: { query?: never; path?: never };
      requestBody: {
        content: {
          'application/json': {
            /**
             * Ended runs, with transcript, decisions, result and what is remembered of them; null = for ever
             */
            runs_days?: number | null;
            /**
             * Single performance records; the figures that they were counted into stay; null = for ever
             */
            records_days?: number | null;
            /**
             * What ended runs were worked out from: heard windows, parts read by language models. Without them no new version of the loss ruler can judge these runs; null = for ever
             */
            intermediates_days?: number | null;
            /**
             * The log of ended runs; null = for ever
             */
            events_days?: number | null;
            /**
             * Recordings of ended runs, for the player
             */
            media_days?: number;
            /**
             * Recordings of ended runs together, per machine
             */
            media_gigabytes?: number;
            /**
             * Messages that were delivered or given up
             */
            deliveries_days?: number;
            /**
             * The audit log; null = for ever
             */
            audit_log_days?: number | null;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': unknown;
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/health/live': {
    get: {
      parameters: { query?: never; path?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              status: 'live';
            };
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/health/ready': {
    get: {
      parameters: { query?: never; path?: never };
      responses: {
        200: {
          content: {
            'application/json': {
              status: 'ready';
            };
          };
        };
        default: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
}
export interface RunDetailView {
  id: string;
  url: string;
  title: string | null;
  source_host: string;
  media_kind: MediaKind | null;
  duration_seconds: number | null;
  kind: RunKind;
  depth: Depth;
  priority: Priority;
  state: RunState;
  processing_type: ProcessingType | null;
  content_type: string | null;
  exit_checkpoint: CheckpointName | null;
  /**
   * One sentence: what was decided and why.
   */
  verdict: string | null;
  quality_score: number | null;
  config_version: number;
  /**
   * Stage time, waiting excluded; null until something was done.
   */
  spent_seconds: number | null;
  /**
   * 1 − spent / expected full; negative allowed; null until 20 full runs are in.
   */
  time_saved_pct: number | null;
  error: RunErrorView | null;
  parent_run_id: string | null;
  created_at: string;
  finished_at: string | null;
  metadata: ContentMetadata | null;
  /**
   * Whether /api/runs/{id}/media can be played.
   */
  has_media: boolean;
  stages: StageView[];
  signal_sets: SignalSetView[];
  decisions: DecisionView[];
  prediction: ContentTypePrediction | null;
  quick_result: QuickResult | null;
  assessment: Assessment | null;
  analysis: Analysis | null;
  transcript_info: TranscriptInfoView | null;
  /**
   * Samples that were heard before it was decided whether to hear the rest; empty where the item was read or heard through.
   */
  rounds: RoundView[];
  /**
   * Flags and thresholds the run was decided under.
   */
  effective_config: {
    hash: string;
    version: number;
    flags: {
      name: string;
      on: boolean;
    }[];
  };
  /**
   * Later runs of the same item: upgrades and retries.
   */
  children: {
    id: string;
    kind: RunKind;
    state: RunState;
    created_at: string;
  }[];
  /**
   * Of a playlist or feed: the runs of its entries, in its order.
   */
  entries: RunSummaryView[];
  /**
   * Whether this run is of an entry of the playlist or feed that `parentRunId` names.
   */
  is_entry: boolean;
  subscriber_count: number;
  feedback: 'up' | 'down' | null;
  /**
   * null where nothing stopped the run, or not yet.
   */
  audit: AuditView | null;
  /**
   * Sequence of the last event, where the event stream goes on from.
   */
  event_seq: number;
}
export interface RunErrorView {
  /**
   * A code of the taxonomy in lib/base/errors.
   */
  code: string;
  title: string;
  message: string;
  advice: string;
  fault: 'source' | 'request' | 'winnow';
  retry: 'never' | 'later';
}
/**
 * What the source says of an item before anything is heard. `null` = the source does not say.
 */
export interface ContentMetadata {
  title: string | null;
  description: string | null;
  author: string | null;
  site_name: string | null;
  /**
   * ISO 8601, UTC.
   */
  published_at: string | null;
  /**
   * Length of the media in seconds, > 0.
   */
  duration_seconds: number | null;
  view_count: number | null;
  is_live: boolean | null;
  /**
   * BCP 47 primary tag, lower case, e.g. `en`.
   */
  language: string | null;
  chapters: Chapter[];
  /**
   * Host name the content came from, lower case, without `www.`. `sample` for samples.
   */
  source_host: string;
  /**
   * The page a person would open.
   */
  page_url: string;
}
export interface Chapter {
  start_seconds: number;
  title: string;
}
export interface StageView {
  stage: Stage;
  status: StageStatus;
  /**
   * [0, 1]; null = not known
   */
  progress: number | null;
  /**
   * What it is doing now, e.g. "Hearing window 4 of 12".
   */
  doing: string | null;
  seconds: number | null;
  attempts: number;
  crashes: number;
  /**
   * When a waiting retry is due.
   */
  retry_at: string | null;
}
export interface SignalSetView {
  checkpoint: CheckpointName;
  /**
   * Hearing round, 0 where there are none.
   */
  round: number;
  signals: {
    name: string;
    value: SignalValue;
    unit: string;
    description: string;
  }[];
}
/**
 * What a checkpoint decided. Every condition that was true is recorded, not only the first.
 */
export interface CheckpointDecision {
  checkpoint: CheckpointName;
  /**
   * Whether the checkpoint may stop runs at all, and if not why.
   */
  enabled: boolean;
  disabled_because: string | null;
  min_confidence: number;
  conditions: ConditionOutcome[];
  /**
   * The condition that ends the run: true, confident enough, highest confidence first. null = go on.
   */
  fired: ConditionOutcome | null;
  /**
   * What would have fired were the checkpoint enabled; equals `fired` where it is.
   */
  would_fire: ConditionOutcome | null;
}
/**
 * One condition as it was evaluated at a checkpoint.
 */
export interface ConditionOutcome {
  /**
   * Normalised form + checkpoint + extractor version: the condition's identity across config versions.
   */
  key: string;
  name: string;
  condition: string;
  reason: string;
  /**
   * Declared confidence, [0, 1].
   */
  confidence: number;
  result: boolean | null;
  explanation: ExplainedComparison[];
  /**
   * Why it could not end the run even when true: declared under the checkpoint's bar, or suspended by its evidence. null = it could.
   */
  held_back_because: string | null;
}
/**
 * One comparison of a condition with the values it saw. A boolean signal that stands alone counts as a comparison.
 */
export interface ExplainedComparison {
  /**
   * As written, e.g. `duration < 60`.
   */
  text: string;
  /**
   * Its signals by their own names (aliases resolved), each once; null = this item does not have it.
   */
  values: {
    signal: string;
    value: SignalValue;
  }[];
  /**
   * null = unknown
   */
  result: boolean | null;
}
export interface RoutingDecision {
  mode: ProcessingMode;
  content_type: string;
  type_probability: number;
  /**
   * One sentence for the run page.
   */
  reason: string;
  priority: 'high' | 'medium' | 'low';
}
export interface BypassDecision {
  /**
   * Whether the bypass applied at all (mode quality_check and filtering on).
   */
  applicable: boolean;
  /**
   * Why it did not apply; null where it did.
   */
  disabled_because: string | null;
  /**
   * Keep the quick result.
   */
  bypass: boolean;
  /**
   * Every bar was reached, whether the bypass applied or not.
   */
  would_bypass: boolean;
  bars: QualityBar[];
  /**
   * One sentence for the run page: "The quick result scored 0.71; the bar is 0.65; no more was needed."
   */
  reason: string;
}
/**
 * One bar of the quality bypass with what was measured.
 */
export interface QualityBar {
  dimension: 'overall' | 'coherence' | 'completeness' | 'informativeness' | 'heard_share';
  /**
   * What is held against the bar: of what is estimated (`overall`, `completeness`) the lower end of its interval.
   */
  value: number;
  bar: number;
  reached: boolean;
}
export interface ContentTypePrediction {
  /**
   * A key of the routing config, a custom type, or `general` when below `min_type_confidence`.
   */
  content_type: string;
  /**
   * Calibrated probability that `contentType` is right, [0, 1].
   */
  probability: number;
  /**
   * All types, most probable first; sums to 1.
   */
  ranking: {
    content_type: string;
    probability: number;
  }[];
  /**
   * e.g. `classify@1`
   */
  engine: string;
}
export interface QuickResult {
  summary: string;
  key_points: KeyPoint[];
  /**
   * Names and phrases that it is about, weightiest first; absent in results of engines that gave none.
   */
  topics?: string[];
  /**
   * e.g. `extractive@2`
   */
  engine: string;
}
export interface KeyPoint {
  text: string;
  span: Span;
}
/**
 * A verbatim place in a transcript. `quote` occurs in the text of the named segment(s).
 */
export interface Span {
  quote: string;
  /**
   * Index into `Transcript.segments` of the segment where the quote starts.
   */
  segment_index: number;
  start_seconds: number | null;
}
/**
 * How good a result is against its item. Of an item that was heard in part, completeness is an estimate for the whole.
 */
export interface Assessment {
  /**
   * each in [0, 1]
   */
  coherence: number;
  completeness: number;
  informativeness: number;
  /**
   * weighted mean of the three
   */
  overall: number;
  completeness_interval: Interval;
  overall_interval: Interval1;
  /**
   * Informativeness of what was heard, [0, 1], as an estimate of the whole item's; absent where the whole item was read.
   */
  content_informativeness?: number;
  /**
   * How sure the assessment is, [0, 1].
   */
  assessment_confidence: number;
  /**
   * e.g. `assess@1`; signals of different extractor versions are never mixed.
   */
  engine: string;
}
/**
 * 90 % interval; both ends equal `completeness` when the whole item was read.
 */
export interface Interval {
  lower: number;
  upper: number;
}
/**
 * 90 % interval of `overall`: only completeness is estimated, so it follows from that of completeness.
 */
export interface Interval1 {
  lower: number;
  upper: number;
}
export interface Analysis {
  short_summary: string;
  summary: string;
  key_points: KeyPoint[];
  /**
   * In order; absent in results of engines that gave none.
   */
  chapters?: AnalysisChapter[];
  claims: Claim[];
  perspectives: Perspective[];
  fallacies: Fallacy[];
  entities: Entity[];
  relations: Relation[];
  /**
   * e.g. `local@1`
   */
  engine: string;
  usage: AnalysisUsage;
  /**
   * Every quote is looked up in the transcript; what is not there is dropped and counted.
   */
  verification: {
    quotes_checked: number;
    quotes_dropped: number;
  };
  llm?: LlmReport;
}
/**
 * A stretch of an item about one thing.
 */
export interface AnalysisChapter {
  title: string;
  span: Span1;
}
/**
 * A verbatim place in a transcript. `quote` occurs in the text of the named segment(s).
 */
export interface Span1 {
  quote: string;
  /**
   * Index into `Transcript.segments` of the segment where the quote starts.
   */
  segment_index: number;
  start_seconds: number | null;
}
export interface Claim {
  /**
   * Stands alone.
   */
  text: string;
  span: Span;
  /**
   * [0, 1]
   */
  check_worthiness: number;
}
export interface Perspective {
  /**
   * The contested point.
   */
  topic: string;
  positions: Position[];
}
export interface Position {
  stance: string;
  holder: string | null;
  spans: Span[];
}
export interface Fallacy {
  /**
   * Standard name in snake_case, e.g. `slippery_slope`.
   */
  name: string;
  span: Span;
  /**
   * The words that gave it away.
   */
  cue: string;
  explanation: string;
  confidence: number;
  status: 'likely' | 'possible';
}
export interface Entity {
  name: string;
  type: 'person' | 'organization' | 'place' | 'date' | 'money' | 'percent' | 'number' | 'work' | 'other';
  mentions: number;
}
export interface Relation {
  subject: string;
  predicate: string;
  object: string;
  span: Span;
}
export interface AnalysisUsage {
  api_calls: number;
  input_tokens: number;
  output_tokens: number;
  /**
   * Micros (millionths) of a US dollar; null = unknown price. 0 for the local engine.
   */
  cost_usd_micros: number | null;
}
/**
 * What a language model did for it; absent where none was asked.
 */
export interface LlmReport {
  /**
   * Whose result is shown: the model's, the local engine's, or the model's with some parts by the local engine.
   */
  result: 'model' | 'mixed' | 'local';
  /**
   * Why it is not all the model's; null where it is.
   */
  reason: LlmFailureReason | null;
  /**
   * The same in one sentence.
   */
  detail: string | null;
  /**
   * Stretches that the item was read in.
   */
  parts: {
    total: number;
    by_model: number;
  };
  steps: LlmStepUse[];
  /**
   * Whether tokens had to be counted here because the endpoint did not say.
   */
  tokens_estimated: boolean;
  /**
   * Answers that were taken from the cache, and what they would have cost; null = no known price.
   */
  cached: {
    exact: number;
    similar: number;
    saved_usd_micros: number | null;
  };
  /**
   * What prompt compression did; null where it was off or would not have paid. `salienceKept` in [0, 1].
   */
  compression: {
    tokens_before: number;
    tokens_after: number;
    salience_kept: number;
  } | null;
  /**
   * Sentences that the model was not shown, because they read like orders to a machine.
   */
  withheld: Counted[];
  /**
   * What was taken out of the model's answers.
   */
  scrubbed: Counted[];
}
/**
 * What one step (reading the parts, merging them) took.
 */
export interface LlmStepUse {
  step: string;
  model: string;
  /**
   * Requests that were sent.
   */
  api_calls: number;
  input_tokens: number;
  output_tokens: number;
  /**
   * Micros (millionths) of a US dollar; null = some of it has no known price.
   */
  cost_usd_micros: number | null;
}
export interface Counted {
  reason: string;
  count: number;
}
export interface TranscriptInfoView {
  origin: TranscriptOrigin;
  language: string | null;
  segment_count: number;
  word_count: number;
  /**
   * Share of the item's seconds, (0, 1].
   */
  heard_share: number;
  /**
   * The gaps in what was heard, in playing order; empty where the transcript is of the whole item.
   */
  unheard: Stretch[];
}
export interface Stretch {
  start_seconds: number;
  end_seconds: number;
}
/**
 * What was heard by the end of a round, the estimated quality of a quick result made of it, and what followed.
 */
export interface RoundView {
  round: number;
  model: SpeechModel;
  /**
   * Share of the item's seconds that was heard, (0, 1].
   */
  heard_share: number;
  /**
   * Of the quick result, for the whole item: estimated by a sample. null where it was not needed or nothing was said.
   */
  assessment: Assessment | null;
  step: RoundStep;
  /**
   * One sentence for the run page.
   */
  reason: string;
  window_count: number;
  content_type: string;
  /**
   * [0, 1]
   */
  type_probability: number;
}
export interface RunSummaryView {
  id: string;
  url: string;
  title: string | null;
  source_host: string;
  media_kind: MediaKind | null;
  duration_seconds: number | null;
  kind: RunKind;
  depth: Depth;
  priority: Priority;
  state: RunState;
  processing_type: ProcessingType | null;
  content_type: string | null;
  exit_checkpoint: CheckpointName | null;
  /**
   * One sentence: what was decided and why.
   */
  verdict: string | null;
  quality_score: number | null;
  config_version: number;
  /**
   * Stage time, waiting excluded; null until something was done.
   */
  spent_seconds: number | null;
  /**
   * 1 − spent / expected full; negative allowed; null until 20 full runs are in.
   */
  time_saved_pct: number | null;
  error: RunErrorView | null;
  parent_run_id: string | null;
  created_at: string;
  finished_at: string | null;
}
/**
 * The draw at a run's stop, and what came of it.
 */
export interface AuditView {
  status: AuditStatus;
  stop_kind: StopKind;
  /**
   * Probability that this stop was selected, [0, 1].
   */
  probability: number;
  audit_run_id: string | null;
  /**
   * What the full analysis was expected to take, and what it took; null until both are known.
   */
  full_time: {
    expected_seconds: number;
    took_seconds: number;
  } | null;
  /**
   * null until it is judged.
   */
  loss: LossView | null;
}
/**
 * What stopping a run lost, by the ruler, against a full analysis of the same item.
 */
export interface LossView {
  /**
   * `audit`: drawn by lot, and in the estimates. `self_selected`: a full analysis that was asked for, in no estimate.
   */
  source: 'audit' | 'self_selected';
  /**
   * The run that analysed the item in full.
   */
  full_run_id: string;
  ruler: string;
  /**
   * [0, 1]
   */
  loss: number;
  /**
   * Of the whole item, [0, 1]
   */
  informativeness: number;
  /**
   * loss > maxLoss and informativeness ≥ minInformativeness; always false where the type's policy ended the run.
   */
  false_stop: boolean;
  max_loss: number;
  min_informativeness: number;
  points: LossPointView[];
}
/**
 * One verified point of the full analysis, and whether what was delivered carries it.
 */
export interface LossPointView {
  kind: 'key_point' | 'claim' | 'position' | 'fallacy';
  text: string;
  span: Span;
  /**
   * Share in the loss, [0, 1]; all points' sum to 1.
   */
  weight: number;
  carried: boolean;
  /**
   * The delivered sentence that carries it.
   */
  carried_by: string | null;
}
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  advice?: string;
  fault?: 'source' | 'request' | 'winnow';
  retry?: 'never' | 'later';
  errors: {
    field: string;
    message: string;
  }[];
}
export interface RunPageView {
  runs: RunSummaryView[];
  /**
   * Opaque; null = last page.
   */
  next_cursor: string | null;
}
export interface PerformanceView {
  overall_metrics: OverallMetricsView;
  /**
   * The window of the same length before; null where the window is all there is.
   */
  previous: OverallMetricsView | null;
  content_type_breakdown: ContentTypeView[];
  checkpoint_analytics: CheckpointView[];
  quality_trends: QualityTrendView[];
  targets: MetricTargetView[];
  /**
   * Share of the runs expected to end at a checkpoint.
   */
  checkpoint_expectations: {
    checkpoint_name: string;
    expect: number;
  }[];
  /**
   * `share` of the `minutes` since the first heartbeat in the window in which a worker was alive; null before the first minute is over.
   */
  uptime: {
    share: number | null;
    minutes: number;
  };
  /**
   * Config versions that were recorded at some time, newest first; a hundred at most.
   */
  config_versions: string[];
  llm_cache: LlmCacheView;
  /**
   * ENABLE_DASHBOARD_METRICS
   */
  recording: boolean;
  /**
   * What is counted began then: at the last reset that was not undone.
   */
  epoch: {
    started_at: string;
    can_undo: boolean;
  };
  generated_at: string;
}
export interface OverallMetricsView {
  total_processed: number;
  quality_bypassed: number;
  early_exits: number;
  full_processing: number;
  bypass_rate: number;
  early_exit_rate: number;
  /**
   * 0 where no record has the value.
   */
  avg_time_savings: number;
  total_time_saved_hours: number;
  failed: number;
  failed_source: number;
  error_rate: number;
  avg_quality_score: number | null;
  false_stop_rate: number | null;
  false_stop_ci: Interval2;
  avg_processing_time: number | null;
  p50_processing_time: number | null;
  p95_processing_time: number | null;
  /**
   * Requests to language models.
   */
  api_calls: number;
  /**
   * Of the requests that would have been made without cache and early ends; null where that is not known.
   */
  api_calls_saved_pct: number | null;
  /**
   * Without the runs whose cost is not known.
   */
  cost_usd: number;
  cost_unknown_runs: number;
  cost_saved_usd: number;
  /**
   * How many runs (judged stops) a mean rests on: without any, a 0 says that nothing is known.
   */
  time_saved_runs: number;
  quality_score_runs: number;
  judged_stops: number;
}
export interface Interval2 {
  lower: number;
  upper: number;
}
export interface ContentTypeView {
  content_type: string;
  count: number;
  bypass_rate: number;
  avg_quality_score: number | null;
  avg_processing_time: number | null;
}
export interface CheckpointView {
  checkpoint_name: string;
  exit_count: number;
  exit_rate: number;
  top_exit_reasons: {
    reason: string;
    count: number;
  }[];
  avg_confidence: number | null;
  reached: number;
  audited: number;
  false_stops: number;
}
export interface QualityTrendView {
  /**
   * Start of the UTC hour, or day where the window is longer than 14 days.
   */
  timestamp: string;
  avg_quality_score: number | null;
  coherence_score: number | null;
  completeness_score: number | null;
  informativeness_score: number | null;
  items_processed: number;
}
/**
 * What monitoring.yaml of the active config version calls normal for a metric.
 */
export interface MetricTargetView {
  target: number | null;
  warning_low: number | null;
  critical_low: number | null;
  warning_high: number | null;
  critical_high: number | null;
  /**
   * As monitoring.yaml names it: `bypass_rate`.
   */
  metric: string;
}
/**
 * Answers of language models in the window: asked for, and taken from the cache; `hitRate` null without any.
 */
export interface LlmCacheView {
  asked: number;
  /**
   * To the very same question, and to a similar one.
   */
  exact: number;
  similar: number;
  hit_rate: number | null;
}
export interface AlertView {
  target: number | null;
  warning_low: number | null;
  critical_low: number | null;
  warning_high: number | null;
  critical_high: number | null;
  rule: AlertMetric;
  label: string;
  state: AlertState;
  severity: Severity | null;
  since: string;
  /**
   * Of a firing alert: since when it cannot be said how it is.
   */
  no_data_since: string | null;
  value: number | null;
  n: number;
  /**
   * 95 %; null where none can be given.
   */
  interval: {
    lower: number;
    upper: number;
  } | null;
  /**
   * The bar that is crossed now; null where none is.
   */
  threshold: number | null;
  side: Side | null;
  window_hours: number;
  min_samples: number;
  /**
   * One sentence: value, window, n, and the bar where one is crossed.
   */
  sentence: string;
  /**
   * What to do; null while no bar is crossed.
   */
  advice: string | null;
  /**
   * Anchor in docs/runbooks.md; null while no bar is crossed.
   */
  runbook: string | null;
  last_notified_at: string | null;
  acknowledged_at: string | null;
  acknowledged_by: string | null;
  silenced_until: string | null;
  /**
   * null: not looked at yet.
   */
  evaluated_at: string | null;
  config_version: number | null;
}
export interface AlertHistoryView {
  events: AlertEventView[];
  /**
   * Opaque; null = last page.
   */
  next_cursor: string | null;
}
export interface AlertEventView {
  id: string;
  rule: AlertMetric;
  label: string;
  type: AlertEventType;
  severity: Severity | null;
  at: string;
  value: number | null;
  n: number | null;
  threshold: number | null;
  /**
   * What happened, in a sentence.
   */
  message: string;
  /**
   * Whether a message was sent to the channels that want this severity.
   */
  notified: boolean;
  by: string | null;
}
export interface BacktestView {
  /**
   * How many samples were looked at, and how many of them were too few runs to say anything.
   */
  evaluated: number;
  no_data: number;
  rule: AlertMetric;
  days: number;
  firings: {
    from: string;
    to: string | null;
    peak: {
      at: string;
      value: number;
      n: number;
      side: Side;
      threshold: number;
    };
    /**
     * The worst it came to.
     */
    severity: 'warning' | 'critical';
    /**
     * Messages that would have said that it fires.
     */
    notifications: number;
  }[];
  /**
   * `would have fired 3 times in the last 7 days`
   */
  sentence: string;
}
export interface MemoryResult {
  mode: SearchMode;
  /**
   * Best first.
   */
  hits: MemoryHit[];
}
/**
 * A passage that was found, and where it was said.
 */
export interface MemoryHit {
  run_id: string;
  /**
   * Place of the passage in its run.
   */
  seq: number;
  title: string | null;
  content_type: string | null;
  /**
   * Host name the content came from.
   */
  source: string;
  created_at: string;
  text: string;
  /**
   * null for an article's passages
   */
  start_seconds: number | null;
  end_seconds: number | null;
  segment_index: number;
  speaker: string | null;
  /**
   * By which the hits are ordered, higher is better. Its scale depends on the mode.
   */
  score: number;
  /**
   * Cosine similarity of passage and query, [-1, 1]; null where the passage is not embedded by the current model yet.
   */
  similarity: number | null;
  /**
   * Where the text has words of the query: [start, end) offsets.
   */
  highlights: [number, number][];
}
export interface MemoryAnswer {
  /**
   * false: memory does not hold the answer, and `text` says so.
   */
  answered: boolean;
  text: string;
  /**
   * Whether it consists of sentences that were said, or was written by a model.
   */
  kind: 'extractive' | 'written';
  citations: Citation[];
}
/**
 * What an answer rests on.
 */
export interface Citation {
  /**
   * As the answer's text names it: [1].
   */
  number: number;
  run_id: string;
  title: string | null;
  source: string;
  created_at: string;
  start_seconds: number | null;
  segment_index: number;
  speaker: string | null;
  /**
   * Verbatim.
   */
  quote: string;
}
export interface EntityListItem {
  id: string;
  name: string;
  type: string;
  mention_count: number;
  run_count: number;
}
export interface EntityView {
  id: string;
  name: string;
  type: string;
  aliases: string[];
  mention_count: number;
  run_count: number;
  /**
   * Newest first, at most 300.
   */
  mentions: {
    form: string;
    speaker: string | null;
    run_id: string;
    title: string | null;
    source: string;
    at: string;
    quote: string;
    start_seconds: number | null;
    segment_index: number;
  }[];
  relations: {
    subject: {
      id: string;
      name: string;
    };
    predicate: string;
    object: {
      id: string;
      name: string;
    };
    run_id: string;
    title: string | null;
    source: string;
    at: string;
    quote: string;
    start_seconds: number | null;
    segment_index: number;
  }[];
  claims: ClaimView[];
  pairs: ClaimPair[];
}
export interface ClaimView {
  run_id: string;
  title: string | null;
  source: string;
  at: string;
  quote: string;
  start_seconds: number | null;
  segment_index: number;
  id: string;
  text: string;
  speaker: string | null;
}
/**
 * Two claims of different sources on one point.
 */
export interface ClaimPair {
  kind: 'agrees' | 'contradicts';
  reason: string;
  similarity: number;
  newer: ClaimView;
  older: ClaimView;
}
export interface GraphView {
  nodes: EntityListItem[];
  /**
   * How often two are related or named together.
   */
  edges: {
    from: string;
    to: string;
    weight: number;
    predicate: string | null;
  }[];
  /**
   * Entities there are in all.
   */
  total: number;
}
export interface ConfigView {
  version: ConfigVersionSummary;
  /**
   * CONFIG_VERSION of the process that answers: what it takes in is decided under that version; null = the active one.
   */
  pinned: string | null;
  settings: SettingView[];
  sources: ConfigSourceView[];
  files: ConfigFileView[];
  /**
   * Of the activation while its 12 hours last, and until the next one where something got worse.
   */
  watch: WatchView | null;
}
export interface ConfigVersionSummary {
  number: number;
  author: string;
  note: string;
  created_at: string;
  /**
   * Of the four texts: 64 hexadecimal characters.
   */
  content_hash: string;
  active: boolean;
  /**
   * When it last became active; null = never.
   */
  activated_at: string | null;
  /**
   * The version that it was made from, and what changed; null of the first.
   */
  based_on: number | null;
  changes: ConfigChange[];
  runs: number;
}
export interface ConfigChange {
  /**
   * A condition is named by its text, not by its place: `early_exit.checkpoints.post_download.conditions["is_live"].confidence`.
   */
  key: string;
  /**
   * null: it was not there.
   */
  from: SettingValue | null;
  /**
   * null: it is gone.
   */
  to: SettingValue | null;
}
export interface SettingView {
  key: string;
  /**
   * Configurations as flat lists of values, and what differs between two of them.
   */
  value: string | number | boolean | (string | number | boolean)[];
  /**
   * Configurations as flat lists of values, and what differs between two of them.
   */
  version_value: string | number | boolean | (string | number | boolean)[];
  /**
   * null: there is none, the key belongs to an entry of the operator's own.
   */
  default: SettingValue | null;
  origin: 'environment' | 'config_version' | 'default';
  /**
   * The variable that holds it: such a value is locked.
   */
  variable: string | null;
}
export interface ConfigSourceView {
  section: ConfigSection;
  /**
   * `early_exit.yaml`
   */
  file: string;
  text: string;
}
export interface ConfigFileView {
  section: ConfigSection;
  file: string;
  /**
   * `same` as in the active version; `differs`: another version is active than was last imported; `faulty`: the active version stays.
   */
  state: 'same' | 'differs' | 'faulty';
  faults: ConfigFaultView[];
}
export interface ConfigFaultView {
  file: string;
  line: number;
  column: number;
  key: string;
  message: string;
}
export interface WatchView {
  version: number;
  previous: number;
  activated_at: string;
  /**
   * When the twelve hours end.
   */
  until: string;
  over: boolean;
  verdict: 'too_early' | 'no_worse' | 'worse';
  measures: WatchMeasureView[];
}
export interface WatchMeasureView {
  measure: WatchMeasure;
  now: number | null;
  now_n: number;
  before: number | null;
  before_n: number;
  /**
   * now − before, 99 %; null where either side has too few.
   */
  difference: Interval2 | null;
  verdict: 'too_early' | 'no_worse' | 'worse';
}
export interface ConfigVersionView {
  number: number;
  author: string;
  note: string;
  created_at: string;
  /**
   * Of the four texts: 64 hexadecimal characters.
   */
  content_hash: string;
  active: boolean;
  /**
   * When it last became active; null = never.
   */
  activated_at: string | null;
  /**
   * The version that it was made from, and what changed; null of the first.
   */
  based_on: number | null;
  changes: ConfigChange[];
  runs: number;
  sources: ConfigSourceView[];
  /**
   * What activating it would change.
   */
  changes_from_active: ConfigChange[];
}
/**
 * POST /api/config/preview
 */
export interface PreviewView {
  /**
   * Number of the version in force, which the candidate is held against.
   */
  config_version: number;
  current: WhatIf;
  candidate: WhatIf;
  changed: ChangedRuns;
  /**
   * Where a bar of the candidate cannot matter: `min_overall` of 0.50 is always reached where the dimensions reach theirs. One sentence each.
   */
  notes: string[];
  /**
   * Oldest and newest run that was replayed; null without any.
   */
  data: {
    from: string;
    to: string;
  } | null;
  took_ms: number;
}
/**
 * What a configuration would have done to the recorded runs.
 */
export interface WhatIf {
  runs: number;
  /**
   * Of runs that nothing is known of under this configuration: how many, and why. They widen the intervals of all shares.
   */
  unknown: {
    runs: number;
    share: number;
    reasons: {
      reason: string;
      runs: number;
    }[];
  };
  /**
   * Runs whose own recording ends too early, of which some were audited: those stand for all of them, by 1/π.
   */
  estimated_from_audits: number;
  counts: {
    full: number;
    lightweight: number;
    early_exit: number;
  };
  bypass_rate: Estimate;
  early_exit_rate: Estimate1;
  /**
   * In the order of the pipeline; the share is of all runs.
   */
  exits: ExitEstimate[];
  time_saved: Estimate2;
  time_saved_hours: number;
  delivered_quality: Estimate3;
  false_stops: FalseStopView;
}
/**
 * A figure with its interval and how many runs it rests on.
 */
export interface Estimate {
  /**
   * null where nothing is known.
   */
  value: number | null;
  interval: Interval2 | null;
  n: number;
}
/**
 * A figure with its interval and how many runs it rests on.
 */
export interface Estimate1 {
  /**
   * null where nothing is known.
   */
  value: number | null;
  interval: Interval2 | null;
  n: number;
}
export interface ExitEstimate {
  /**
   * null where nothing is known.
   */
  value: number | null;
  interval: Interval2 | null;
  n: number;
  checkpoint: CheckpointName;
  /**
   * Runs that would end there, as far as that is known.
   */
  count: number;
}
/**
 * A figure with its interval and how many runs it rests on.
 */
export interface Estimate2 {
  /**
   * null where nothing is known.
   */
  value: number | null;
  interval: Interval2 | null;
  n: number;
}
/**
 * A figure with its interval and how many runs it rests on.
 */
export interface Estimate3 {
  /**
   * null where nothing is known.
   */
  value: number | null;
  interval: Interval2 | null;
  n: number;
}
/**
 * Share of the stops by conditions and by quality that are false, by the bars of the version in force.
 */
export interface FalseStopView {
  /**
   * null where nothing is known.
   */
  value: number | null;
  interval: Interval2 | null;
  n: number;
  /**
   * Of the runs that would be stopped: how many are judged, and how many of those were false stops.
   */
  judged: number;
  false_stops: number;
  /**
   * Audits that failed for good: false in the interval.
   */
  failed: number;
}
export interface ChangedRuns {
  count: number;
  /**
   * The newest ones.
   */
  runs: ChangedRun[];
}
export interface ChangedRun {
  run_id: string;
  title: string | null;
  content_type: string | null;
  before: Fate;
  after: Fate;
}
/**
 * How a run ended, or would have.
 */
export interface Fate {
  /**
   * null: not known.
   */
  processing_type: ProcessingType | null;
  checkpoint: CheckpointName | null;
  /**
   * Hearing round, 0 where there are none.
   */
  round: number;
}
export interface ConfigVersionPageView {
  versions: ConfigVersionSummary[];
  /**
   * null on the last page.
   */
  next_cursor: number | null;
}
/**
 * GET /api/tuning/recommendations
 */
export interface RecommendationView {
  promise: PromiseView;
  data: RecommendationData;
  baseline: BaselineView;
  /**
   * Dotted keys with the values that hold the promise; null where it is refused.
   */
  settings: {
    [k: string]: number;
  } | null;
  /**
   * One sentence: what is recommended, or why nothing is.
   */
  sentence: string;
  /**
   * Audited runs that are still needed; null where none or where no number of them would do.
   */
  audits_needed: number | null;
  /**
   * Under the recommended bars; null where it is refused.
   */
  expected: WhatIf | null;
  current: WhatIf;
  curve: CurvePoint[];
}
export interface PromiseView {
  false_stop_rate: number;
  confidence: number;
}
export interface RecommendationData {
  runs: number;
  audits: number;
  shadow: number;
  from: string | null;
  to: string | null;
  config_version: number;
  ruler: string | null;
}
/**
 * What `winnow snapshot` and the baseline card ask for before any tuning.
 */
export interface BaselineView {
  complete: boolean;
  items: {
    name: string;
    needed: number;
    found: number;
    met: boolean;
    sentence: string;
  }[];
}
/**
 * One point of the quality–time curve: every run under bars that differ in one number.
 */
export interface CurvePoint {
  min_overall: number;
  min_dimension: number;
  time_saved: number | null;
  delivered_quality: number | null;
  bypass_rate: number | null;
  false_stop_rate: number | null;
  false_stop_interval: Interval2 | null;
  /**
   * Whether the promise is certified for it.
   */
  certified: boolean;
}
export interface ConditionsView {
  promise: PromiseView;
  conditions: ConditionEvidenceView[];
  /**
   * Of all stops by conditions and by quality.
   */
  overall: {
    audits_until_promise: number | null;
    /**
     * null where nothing is known.
     */
    value: number | null;
    interval: Interval2 | null;
    n: number;
    /**
     * Of the runs that would be stopped: how many are judged, and how many of those were false stops.
     */
    judged: number;
    false_stops: number;
    /**
     * Audits that failed for good: false in the interval.
     */
    failed: number;
  };
  by_content_type: {
    content_type: string;
    /**
     * null where nothing is known.
     */
    value: number | null;
    interval: Interval2 | null;
    n: number;
    /**
     * Of the runs that would be stopped: how many are judged, and how many of those were false stops.
     */
    judged: number;
    false_stops: number;
    /**
     * Audits that failed for good: false in the interval.
     */
    failed: number;
  }[];
}
/**
 * GET /api/tuning/conditions: one condition with its evidence.
 */
export interface ConditionEvidenceView {
  key: string;
  checkpoint: CheckpointName;
  condition: string;
  name: string;
  reason: string;
  /**
   * As the config version says; its prior.
   */
  declared_confidence: number;
  min_confidence: number;
  state: EvidenceState;
  since: string | null;
  /**
   * Whether it may fire now; if not, why.
   */
  fires: boolean;
  held_back_because: string | null;
  /**
   * How often stopping here is right: prior and labels, older labels counting less.
   */
  posterior: {
    mean: number;
    interval: Interval2;
  };
  labels: number;
  false_stops: number;
  /**
   * Runs that it ended, and what the judged ones of those lost on average.
   */
  stopped: number;
  mean_loss: number | null;
  /**
   * Evidence against it: at 1 it is suspended (of a suspended one: evidence for it, at 1 it is trusted again). [0, 1] on a logarithmic scale.
   */
  evidence_share: number;
  /**
   * Further judged stops until `promise.false_stop_rate` can be promised of it, if they go on as before; null where they would not do.
   */
  audits_until_promise: number | null;
}
export interface ExperimentView {
  id: string;
  name: string;
  state: ExperimentState;
  started_at: string;
  stopped_at: string | null;
  author: string;
  note: string;
  arms: ArmView[];
  time_difference: DifferenceView;
  quality_difference: DifferenceView1;
  health: HealthCheckView[];
  decision: ExperimentDecisionView;
  /**
   * null in lists.
   */
  paired_replay: PairedReplayView | null;
  applied_version: number | null;
}
export interface ArmView {
  name: string;
  role: ArmRole;
  config_version: number;
  /**
   * Of the items, (0, 1); all shares sum to 1.
   */
  share: number;
  /**
   * Items assigned, and how many of them have finished.
   */
  exposed: number;
  finished: number;
  time_saved: number | null;
  audited_quality: number | null;
  audited: number;
  error_rate: number | null;
  false_stop_rate: number | null;
  /**
   * 👍 / (👍 + 👎); null without feedback. Self-selected: shown, and in no decision.
   */
  satisfaction: number | null;
  feedback: number;
}
/**
 * aggressive − conservative
 */
export interface DifferenceView {
  value: number | null;
  sequence: Interval2 | null;
  n: number;
}
/**
 * conservative − aggressive, on the full text, weighted by 1/π
 */
export interface DifferenceView1 {
  value: number | null;
  sequence: Interval2 | null;
  n: number;
}
export interface HealthCheckView {
  name: 'sample_ratio' | 'error_rate' | 'false_stops';
  healthy: boolean;
  sentence: string;
}
export interface ExperimentDecisionView {
  verdict: Verdict;
  /**
   * Config version of the arm that won; null while nothing has, and where a balanced version has yet to be made.
   */
  config_version: number | null;
  sentence: string;
  /**
   * false: proposed without having been an arm.
   */
  measured: boolean;
}
/**
 * Both arms over the same history.
 */
export interface PairedReplayView {
  runs: number;
  unknown: number;
  time_difference: DifferenceView2;
  quality_difference: DifferenceView2;
}
/**
 * A difference between two arms with its confidence sequence; null while there is too little to give one.
 */
export interface DifferenceView2 {
  value: number | null;
  sequence: Interval2 | null;
  n: number;
}
export interface DeliveryPageView {
  deliveries: DeliveryView[];
  next_cursor: string | null;
}
export interface DeliveryView {
  /**
   * Also the id that is sent with every try, so that the receiver can tell a repetition.
   */
  id: string;
  target: string;
  kind: string;
  title: string;
  /**
   * The run that it tells of, if it does.
   */
  run_id: string | null;
  state: DeliveryState;
  attempts: number;
  created_at: string;
  /**
   * Of one that waits: not before.
   */
  next_try_at: string | null;
  delivered_at: string | null;
  failed_at: string | null;
  last_error: string | null;
}
export interface DeliveryDetailView {
  /**
   * Also the id that is sent with every try, so that the receiver can tell a repetition.
   */
  id: string;
  target: string;
  kind: string;
  title: string;
  /**
   * The run that it tells of, if it does.
   */
  run_id: string | null;
  state: DeliveryState;
  attempts: number;
  created_at: string;
  /**
   * Of one that waits: not before.
   */
  next_try_at: string | null;
  delivered_at: string | null;
  failed_at: string | null;
  last_error: string | null;
  /**
   * Latest first. Without an end: whoever tried did not live to note what came of it.
   */
  tries: {
    seq: number;
    started_at: string;
    ended_at: string | null;
    error: string | null;
  }[];
}
/**
 * The secrets that outgoing webhooks to callback URLs are signed with.
 */
export interface WebhookSecretsView {
  /**
   * `whsec_…`
   */
  secret: string;
  created_at: string;
  /**
   * Signed with besides until then, so that receivers can change over; null where there is none.
   */
  previous_until: string | null;
}
export interface FeedListView {
  feeds: FeedView[];
}
export interface FeedView {
  id: string;
  url: string;
  title: string | null;
  /**
   * Where its results are brought: a target of the outbox; null = they are only kept.
   */
  target: string | null;
  state: FeedState;
  depth: Depth;
  from_date: string | null;
  keep_newest: number;
  daily_budget: number;
  /**
   * Runs of it in the last 24 hours.
   */
  taken_in_day: number;
  waiting: number;
  taken: number;
  skipped: number;
  created_at: string;
  /**
   * null: not looked at yet.
   */
  checked_at: string | null;
  next_check_at: string;
  changed_at: string | null;
  /**
   * Failed looks in a row, and what the last one said.
   */
  failures: number;
  error: {
    code: string;
    title: string;
    message: string;
    advice: string;
  } | null;
}
export interface FeedDetailView {
  id: string;
  url: string;
  title: string | null;
  /**
   * Where its results are brought: a target of the outbox; null = they are only kept.
   */
  target: string | null;
  state: FeedState;
  depth: Depth;
  from_date: string | null;
  keep_newest: number;
  daily_budget: number;
  /**
   * Runs of it in the last 24 hours.
   */
  taken_in_day: number;
  waiting: number;
  taken: number;
  skipped: number;
  created_at: string;
  /**
   * null: not looked at yet.
   */
  checked_at: string | null;
  next_check_at: string;
  changed_at: string | null;
  /**
   * Failed looks in a row, and what the last one said.
   */
  failures: number;
  error: {
    code: string;
    title: string;
    message: string;
    advice: string;
  } | null;
  /**
   * The latest 50, newest first.
   */
  items: FeedItemView[];
}
export interface FeedItemView {
  url: string;
  title: string | null;
  published_at: string | null;
  seen_at: string;
  state: 'waiting' | 'taken' | 'skipped';
  note: string | null;
  run_id: string | null;
}
export interface SampleView {
  id: string;
  title: string;
  description: string;
  kind: string;
}
