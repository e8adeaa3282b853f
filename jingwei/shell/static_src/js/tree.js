// Where is the present organisation in a long tree? In sight, without moving the page itself.

function show() {
  const tree = document.querySelector(".tree");
  const here = tree && tree.querySelector(".is-on");
  if (!here || tree.scrollHeight <= tree.clientHeight) return;
  const below = here.getBoundingClientRect().top - tree.getBoundingClientRect().top;
  tree.scrollTop += below - tree.clientHeight / 2;
}

show();
