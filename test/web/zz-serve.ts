const { startPublicSite } = await import('./public-site.ts');
const t = Date.now();
const site = await startPublicSite();
console.log(site.origin, Date.now() - t, 'ms');
