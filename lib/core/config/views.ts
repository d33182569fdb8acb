/** What the API says of the configuration, in camelCase. Keys of settings are data and dotted: `quality_filtering.thresholds.min_overall`. */
import type { ConfigChange, SettingValue } from './changes';
import type { ConfigSection } from './sections';
import type { WatchView } from './watch';

export interface SettingView {
  key: string;
  /** What holds for a run that is taken in now. */
  value: SettingValue;
  /** What the config version says, whatever the environment holds. */
  versionValue: SettingValue;
  /** null: there is none, the key belongs to an entry of the operator's own. */
  default: SettingValue | null;
  origin: 'environment' | 'config_version' | 'default';
  /** The variable that holds it: such a value is locked. */
  variable: string | null;
}

export interface ConfigSourceView {
  section: ConfigSection;
  /** `early_exit.yaml` */
  file: string;
  text: string;
}

export interface ConfigFaultView {
  file: string;
  line: number;
  column: number;
  key: string;
  message: string;
}

export interface ConfigFileView {
  section: ConfigSection;
  file: string;
  /** `same` as in the active version; `differs`: another version is active than was last imported; `faulty`: the active version stays. */
  state: 'same' | 'differs' | 'faulty';
  faults: ConfigFaultView[];
}

export interface ConfigVersionSummary {
  number: number;
  author: string;
  note: string;
  createdAt: string;
  /** Of the four texts: 64 hexadecimal characters. */
  contentHash: string;
  active: boolean;
  /** When it last became active; null = never. */
  activatedAt: string | null;
  /** The version that it was made from, and what changed; null of the first. */
  basedOn: number | null;
  changes: ConfigChange[];
  runs: number;
}

export interface ConfigVersionView extends ConfigVersionSummary {
  sources: ConfigSourceView[];
  /** What activating it would change. */
  changesFromActive: ConfigChange[];
}

export interface ConfigVersionPageView {
  versions: ConfigVersionSummary[];
  /** null on the last page. */
  nextCursor: number | null;
}

export interface ConfigView {
  version: ConfigVersionSummary;
  /** CONFIG_VERSION of the process that answers: what it takes in is decided under that version; null = the active one. */
  pinned: string | null;
  settings: SettingView[];
  sources: ConfigSourceView[];
  files: ConfigFileView[];
  /** Of the activation while its 12 hours last, and until the next one where something got worse. */
  watch: WatchView | null;
}
