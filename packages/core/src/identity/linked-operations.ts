import { recordChange } from '../audit/index.ts';
import type { DistrictScope, MessageKey } from '../kernel/index.ts';
import type { UniqueName } from './record.ts';
import { rewriteUser } from './rewrite-user.ts';
import { freeName, takeName } from './unique-name.ts';

/** What an account can be found by beside its name, once its owner has shown that it is theirs. */
type LinkedWay = 'phone' | 'wechat';

/** `hash`: a keyed one, made by whoever has the key. `number`: of a phone, to write to it. */
type Linked = { hash: string; number?: string };

const TAKEN = { phone: 'phoneTaken', wechat: 'wechatTaken' } as const satisfies Record<LinkedWay, MessageKey>;

export const linkedName = (way: LinkedWay, hash: string): UniqueName => ({ kind: `user.${way}`, name: hash });

/**
 * Links a phone or a WeChat to an account, in place of the one before; with undefined takes it off. Throws `conflict` when
 * another account has it.
 */
export async function setLinked(
  scope: DistrictScope,
  userId: string,
  way: LinkedWay,
  linked: Linked | undefined,
): Promise<void> {
  await rewriteUser(scope, userId, (user) => {
    const before = user[way] as Linked | undefined;
    const same = before?.hash === linked?.hash;
    return {
      set: linked === undefined ? {} : { [way]: linked },
      remove: linked === undefined ? [way] : [],
      others: same
        ? []
        : [
            ...(before === undefined ? [] : [freeName(scope, linkedName(way, before.hash))]),
            ...(linked === undefined
              ? []
              : [takeName(scope, linkedName(way, linked.hash), userId, TAKEN[way])]),
            recordChange(scope, {
              ...{ action: 'setSecret', noun: 'user', id: userId },
              before: { [way]: said(before) },
              after: { [way]: said(linked) },
            }),
          ],
    };
  });
}

/** A number in the trail; a WeChat has none that anybody knows it by. */
const said = (linked: Linked | undefined) => linked?.number ?? (linked === undefined ? undefined : true);
