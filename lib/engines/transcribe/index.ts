/** Speech to text: media in, heard windows out. */
export { createSpeechEngine, type SpeechEngineOptions } from './engine';
export { isSupported, judgeLanguage, type LanguageJudgement, transcriptSegments } from './language';
export { createMedia, type MediaOptions } from './media/media';
