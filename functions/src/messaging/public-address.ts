import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Addresses that are nobody's on the open internet: this machine, private networks, link-local (clouds keep credentials there), multicast. */
const NOT_PUBLIC = new BlockList();
const V4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const;
// `64:ff9b::/96` reaches any of the above through a translator.
const V6 = [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const;
for (const [network, prefix] of V4) NOT_PUBLIC.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of V6) NOT_PUBLIC.addSubnet(network, prefix, 'ipv6');

/** Whether an address lies on the open internet; an IPv4 address written as IPv6 is the IPv4 address. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  return version !== 0 && !NOT_PUBLIC.check(address, version === 4 ? 'ipv4' : 'ipv6');
}

/**
 * A name's addresses, as the connection is made to them, so that no second answer of the name server can lead elsewhere.
 * One address that is not public spoils the name.
 */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  systemLookup(hostname, { ...options, all: true }, (error, found) => {
    const [first] = found ?? [];
    const inside = (found ?? []).find(({ address }) => !isPublicAddress(address));
    const refusal = inside && new Error(`${hostname} leads to ${inside.address}, which is not public`);
    const failed = error ?? refusal;
    if (failed || first === undefined)
      return callback(failed ?? new Error(`${hostname} has no address`), '', 4);
    if (options.all) return callback(null, found as LookupAddress[]);
    callback(null, first.address, first.family);
  });
};
