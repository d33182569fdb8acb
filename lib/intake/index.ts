export { cancelRun, giveFeedback, requestFullRun, retryRun } from './actions';
export { listSamples } from './samples';
export { type Door, submitRun } from './submit';
