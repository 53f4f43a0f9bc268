import { documentClient } from '@linli/core/table';

/** With the function's own role, which on AWS reaches the control plane and nothing else. */
export const own = documentClient({});
