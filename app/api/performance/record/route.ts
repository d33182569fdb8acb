import { asRouteHandler, otherMethods, recordOne } from '../../../_server/recording';

export const POST = asRouteHandler(recordOne);
export { otherMethods as DELETE, otherMethods as GET, otherMethods as PATCH, otherMethods as PUT };
