import { readFileSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { createTableInput, localDocumentClient } from '@linli/core/table';
import { startEngine } from '../support/engine.ts';
for (const indexed of [false, true]) {
  rmSync('/tmp/zz.db', { force: true });rmSync('/tmp/zz.db-wal', { force: true });rmSync('/tmp/zz.db-shm', { force: true });
  let engine = await startEngine({ dbPath: '/tmp/zz.db' });
  let client = localDocumentClient(engine.endpoint);
  await client.send(new CreateTableCommand({ ...createTableInput('ttt') }));
  await engine.stop();
  const db = new DatabaseSync('/tmp/zz.db');
  const rows = db.prepare("SELECT name, sql FROM sqlite_master").all();
  const stream = rows.filter((r: any) => /stream/i.test(r.name));
  if (!indexed) console.log(JSON.stringify(stream, null, 1));
  if (indexed && process.argv[2]) db.exec(process.argv[2]);
  db.close();
  engine = await startEngine({ dbPath: '/tmp/zz.db' });
  client = localDocumentClient(engine.endpoint);
  const cpu = () => { const f = readFileSync(`/proc/${engine.process.pid}/stat`,'utf8').split(' '); return (Number(f[13])+Number(f[14]))*10; };
  try {
    const out = [];
    for (let round=0; round<4; round++) {
      const c = cpu();
      for (let i=0;i<500;i+=25) await client.send(new BatchWriteCommand({RequestItems:{ttt: Array.from({length:25},(_,k)=>{const id=`${round}-${i+k}`; return {PutRequest:{Item:{pk:'T#t#n',sk:id,gsi1pk:'T#t#n',gsi1sk:`2019#${id}`,gsi2pk:`T#t#v${k}`,gsi2sk:`2019#${id}`,text:'x'.repeat(300)}}};})}}));
      out.push(cpu()-c);
    }
    console.log(indexed, out.join(' '));
  } finally { await engine.stop(); }
  if (!process.argv[2]) break;
}
