import { asRouteHandler, recordMany } from '../../../_server/recording';

export const POST = asRouteHandler(recordMany);
