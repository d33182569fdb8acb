export { type ClassifierOptions, createClassifier } from './classifier';
