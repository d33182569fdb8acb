import { asRouteHandler, recordOne } from '../../../_server/recording';

export const POST = asRouteHandler(recordOne);
