# A real Ollama that already has one small model, "tiny". The context is the folder that ollama-context fills.
ARG BASE=debian:12
FROM ${BASE}
COPY ollama /usr/local/bin/
ENV OLLAMA_HOST=0.0.0.0:11434 OLLAMA_MODELS=/models
# The server imports the weights, so one is started for as long as that takes. One thread: several wait for each other by spinning,
# and on a machine that compiles meanwhile an answer of two seconds takes twenty.
RUN --mount=type=bind,source=model.gguf,target=/model.gguf \
    ollama serve 2>/serve.log & server=$! && \
    for _ in $(seq 100); do ollama list >/dev/null 2>&1 && break; sleep 0.2; done && \
    printf 'FROM /model.gguf\nPARAMETER num_thread 1\n' >/Modelfile && ollama create tiny -f /Modelfile && \
    kill "$server" && rm /Modelfile /serve.log
EXPOSE 11434
ENTRYPOINT ["ollama"]
CMD ["serve"]
