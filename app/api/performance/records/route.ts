import { asRouteHandler, otherMethods, recordMany } from '../../../_server/recording';

export const POST = asRouteHandler(recordMany);
export { otherMethods as DELETE, otherMethods as GET, otherMethods as PATCH, otherMethods as PUT };
