"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const canvas = document.getElementById("canvas");
  const panel = document.getElementById("panel");
  const search = document.getElementById("search");
  const found = document.getElementById("found");
  const nodes = new vis.DataSet(data.nodes);
  const edges = new vis.DataSet(data.edges);
  const network = new vis.Network(canvas, { nodes, edges }, data.options);
  const incoming = data.facts.map(() => []);
  data.facts.forEach((fact, from) => fact.relations.forEach((relation) => incoming[relation.to].push({ ...relation, from })));
  const hidden = { cls: new Set(), predicate: new Set() };
  const motion = { duration: 500, easingFunction: "easeInOutQuad" };

  // Every word of a report reaches the page as a text node, never as markup.
  const make = (tag, props, ...children) => {
    const element = Object.assign(document.createElement(tag), props);
    element.append(...children.filter((child) => child !== null && child !== ""));
    return element;
  };

  const emphasise = (id) => {
    const near = id === null ? null : new Set([id, ...network.getConnectedNodes(id)]);
    nodes.update(data.nodes.map((node) => {
      const clear = !near || near.has(node.id);
      return { id: node.id, opacity: clear ? 1 : 0.15, font: { ...node.font, color: clear ? node.font.color : "#2b2a2833", strokeWidth: clear ? node.font.strokeWidth : 0 } };
    }));
    edges.update(data.edges.map((edge) => {
      const clear = !near || edge.from === id || edge.to === id;
      return { id: edge.id, color: { ...edge.color, opacity: clear ? edge.color.opacity : 0.08 }, font: { ...edge.font, color: clear ? edge.font.color : "#00000000", strokeWidth: clear ? 3 : 0 } };
    }));
  };

  const quoted = ([words, sentence, title, order]) => {
    const at = sentence.indexOf(words);
    const text = at < 0
      ? make("p", {}, make("mark", { textContent: words }))
      : make("p", {}, sentence.slice(0, at), make("mark", { textContent: words }), sentence.slice(at + words.length));
    return make("blockquote", {}, text, make("cite", { textContent: `${title} · 第${order}句` }));
  };

  const link = (id) => make("a", { textContent: data.facts[id].name, tabIndex: 0, onclick: () => show(id, true) });

  const relation = (one, before, after) => make("div", { className: "relation" },
    make("p", {}, before, make("em", { textContent: one.label }), after, one.basis ? make("cite", { textContent: ` · ${data.bases[one.basis] ?? one.basis}` }) : ""),
    ...one.quotes.map(quoted));

  const part = (title, items) => (items.length ? [make("h3", { textContent: title }), ...items] : []);

  const describe = (id) => {
    const fact = data.facts[id];
    const tag = make("span", { className: "tag", textContent: fact.what });
    tag.style.setProperty("--colour", fact.colour);
    const spoken = (one) => one.predicate !== "statedIn" && one.predicate !== "about";
    const named = incoming[id].filter((one) => one.predicate === "statedIn");
    const own = fact.relations.filter(spoken).map((one) => relation(one, "", link(one.to)));
    const others = incoming[id].filter(spoken).map((one) => relation(one, link(one.from), fact.name));
    return [
      make("button", { className: "close", textContent: "×", title: "关闭 close", onclick: () => show(null) }),
      make("h2", { textContent: fact.name }),
      make("p", { className: "soft", textContent: [fact.english, ...fact.aliases].filter(Boolean).join(" · ") }),
      tag,
      fact.kind ? make("span", { className: "tag plain", textContent: fact.kind }) : null,
      ...part("进展 status", fact.statuses.map((one) => make("div", { className: "relation" }, make("p", { textContent: one.name }), ...one.quotes.map(quoted)))),
      ...part("关系 relations", [...own, ...others]),
      ...part("原文 words", fact.quotes.map(quoted)),
      ...part(`提到 names ${named.length}`, named.map((one) => make("p", { className: "soft" }, link(one.from)))),
    ].filter(Boolean);
  };

  const show = (id, centre = false) => {
    panel.hidden = id === null;
    panel.replaceChildren(...(id === null ? [] : describe(id)));
    panel.scrollTop = 0;
    if (id === null) network.unselectAll(); else network.selectNodes([id]);
    emphasise(id);
    if (centre) network.focus(id, { scale: Math.max(network.getScale(), 0.9), offset: { x: -150, y: 0 }, animation: motion });
  };

  const links = (id) => data.facts[id].relations.length + incoming[id].length;

  const matches = () => {
    const words = search.value.trim().toLowerCase();
    if (!words) return [];
    const names = (fact) => [fact.name, fact.english, ...fact.aliases].map((name) => name.toLowerCase());
    const rank = (fact) => Math.min(...names(fact).map((name) => (name === words ? 0 : name.startsWith(words) ? 1 : name.includes(words) ? 2 : 9)));
    return data.facts.map((fact, id) => ({ id, fact, rank: rank(fact) })).filter((one) => one.rank < 9).sort((a, b) => a.rank - b.rank || links(b.id) - links(a.id) || a.id - b.id).slice(0, 9);
  };

  const choose = (id) => { found.hidden = true; search.blur(); show(id, true); };

  search.addEventListener("input", () => {
    const list = matches();
    found.replaceChildren(...list.map(({ id, fact }) => make("li", { onmousedown: () => choose(id) }, fact.name, make("small", { textContent: fact.what }))));
    if (!list.length && search.value.trim()) found.replaceChildren(make("li", { textContent: "没有 nothing" }));
    found.hidden = !search.value.trim();
  });
  search.addEventListener("keydown", (event) => {
    const [first] = matches();
    if (event.key === "Enter" && first) choose(first.id);
  });
  search.addEventListener("blur", () => { found.hidden = true; });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") show(null);
    if (event.key === "/" && document.activeElement !== search) { event.preventDefault(); search.focus(); }
  });

  const refresh = () => {
    nodes.update(data.nodes.map((node) => ({ id: node.id, hidden: hidden.cls.has(data.facts[node.id].cls) })));
    edges.update(data.edges.map((edge) => ({ id: edge.id, hidden: hidden.predicate.has(edge.id.split("-")[1]) })));
  };
  document.querySelectorAll("#legend button").forEach((button) => button.addEventListener("click", () => {
    const [key, value] = button.dataset.class ? ["cls", button.dataset.class] : ["predicate", button.dataset.predicate];
    const off = hidden[key].delete(value) ? false : Boolean(hidden[key].add(value));
    button.setAttribute("aria-pressed", String(!off));
    refresh();
  }));

  document.getElementById("fit").addEventListener("click", () => { show(null); network.fit({ animation: motion }); });
  network.on("click", ({ nodes: [id] }) => show(id ?? null));
  network.once("afterDrawing", () => { document.body.dataset.ready = "true"; });
})();
