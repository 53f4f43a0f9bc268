import { existsSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { join, relative, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { LAMBDAS, type LambdaName, mapsFolder, ROOT } from '../infra/src/bundles.ts';

// `npm run stack -- api < trace.txt`: the trace of a deployed function, in files and lines of this commit's sources.

const [name] = process.argv.slice(2);
if (!isLambda(name)) {
  console.error(`Usage: npm run stack -- ${LAMBDAS.join('|')} < trace.txt`);
  process.exit(2);
}
if (!existsSync(mapsFolder(name))) {
  console.error(`No maps of ${name} here: check out the commit that was deployed and run npm run synth.`);
  process.exit(1);
}
console.log(readable(await text(process.stdin), mapsFolder(name)));

/** Every `<file>.mjs:<line>:<column>` of the trace that has a map is replaced by its place in the sources. */
function readable(trace: string, maps: string): string {
  return trace.replace(
    /[^\s()"]*?([\w-]+\.mjs):(\d+):(\d+)/g,
    (place, file: string, line: string, column: string) => {
      const map = join(maps, `${file}.map`);
      if (!existsSync(map)) return place;
      const origin = new SourceMap(JSON.parse(readFileSync(map, 'utf8'))).findOrigin(
        Number(line),
        Number(column),
      );
      if (!('fileName' in origin)) return place;
      return `${relative(ROOT, resolve(maps, origin.fileName))}:${origin.lineNumber}:${origin.columnNumber}`;
    },
  );
}

function isLambda(name: string | undefined): name is LambdaName {
  return LAMBDAS.some((lambda) => lambda === name);
}
