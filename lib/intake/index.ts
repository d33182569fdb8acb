export { cancelRun, followRun, giveFeedback, requestFullRun, retryRun } from './actions';
export { listSamples } from './samples';
export { submitRun } from './submit';
export { tryOut } from './tryout';
